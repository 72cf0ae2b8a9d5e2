import { reachChores } from '../../src/roof/reach.ts';
import { type Opened, settled } from './open.ts';

/** Runs one of the rounds over everybody who has to be reachable, now, and waits until what it did is sent. */
export async function runChore(house: Opened, name: string): Promise<void> {
  const { reach, office, places, now, today } = house.house;
  const rings = () => ({ places: { ...places(), verifyDays: 180 }, today, isOffice: () => true, minutes: { urgent: [1], normal: [1] } });
  const chore = reachChores({ reach, office, rings, places, now, today }).find((one) => one.name === name);
  if (!chore) throw new Error(`There is no round ${name}`);
  await chore.run();
  await settled(house);
}
