import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { type House, type HouseOptions, openHouse } from './house.ts';
import { openDoor } from './http/server.ts';
import { openPages, staffOfHouse } from './roof/pages.ts';
import { serveCommands } from './roof/control.ts';
import { loadDemo } from './roof/demo.ts';

/** The running service: the house with its doors open. */
export type Service = Readonly<{ house: House; port: number; close: () => Promise<void> }>;

/** Opens the house and its doors; resolves when it is ready to be used. */
export async function startService(config: Config, log: HouseOptions['log'], now?: () => number): Promise<Service> {
  const door = openDoor();
  const port = await listen(door.server, config);
  const house = await openBehind(door.server, async () => {
    const opened = await openHouse({ config, log, ...(now && { now }) });
    if (config.demo) await loadDemo(opened);
    return opened;
  });
  const { platforms, intake } = house;
  door.open({
    webhooks: config.ROLE === 'worker' ? [] : platforms.webhooks(intake),
    ready: async () => ({ ...await house.ready(), ...platforms.ready() }),
    metrics: config.METRICS_TOKEN ? house.metrics.text : undefined,
    metricsToken: config.METRICS_TOKEN,
    pages: config.ROLE === 'worker' ? [] : openPages(house),
    demo: config.demo,
    staff: config.ROLE === 'worker' ? undefined : staffOfHouse(house),
    broke: house.broke,
    proxies: config.TRUST_PROXY,
  });
  const control = await serveCommands(house);
  if (config.ROLE !== 'web') platforms.on.forEach(({ start }) => start(intake));
  return {
    house,
    port,
    close: async () => {
      await Promise.all([closeServer(door.server), control.close()]);
      await house.close();
    },
  };
}

/** A house that does not open leaves no door standing. */
async function openBehind(server: Server, open: () => Promise<House>): Promise<House> {
  try {
    return await open();
  } catch (error) {
    await closeServer(server);
    throw error;
  }
}

function listen(server: Server, { PORT, HOST }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : PORT);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Pages that wait for messages hold their connections open for up to half a minute.
    server.closeAllConnections();
  });
}
