/**
 * What replies.ts is held against: a telegraf wizard with its session in Redis, the usual way to build
 * such a bot. It remembers a step and an answer in clear, orders nothing and loses what it had in hand.
 */
import express from 'express';
import { Redis } from 'ioredis';
import { type Context, Scenes, session, Telegraf } from 'telegraf';

const redis = new Redis(process.env['REDIS_URL'] ?? 'redis://127.0.0.1:6379');
const prefix = process.env['QUEUE_PREFIX'] ?? 'bench';
type Talk = Context & Scenes.WizardContext;

const ask = (text: string) => async (ctx: Talk) => {
  const buttons = [[{ text: '1', callback_data: '1' }], [{ text: '0', callback_data: '0' }]];
  await ctx.reply(text, { reply_markup: { inline_keyboard: buttons } });
  ctx.wizard.next();
};
const questions = Array.from({ length: 7 }, (_, index) => ask(`Câu hỏi ${index}: chị muốn em giúp gì trước?`));
const wizard = new Scenes.WizardScene<Talk>('talk', ...questions,
  async (ctx: Talk) => {
    await ctx.reply('Xong.');
    await ctx.scene.leave();
  });

const bot = new Telegraf<Talk>(process.env['TELEGRAM_BOT_TOKEN'] ?? '1:bench', {
  telegram: { apiRoot: process.env['TELEGRAM_API_ROOT'] ?? '', webhookReply: false },
});
bot.botInfo = {
  id: 1, is_bot: true, first_name: 'b', username: 'b',
  can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false,
};
bot.use(session({
  store: {
    get: async (key: string) => JSON.parse((await redis.get(`${prefix}:${key}`)) ?? 'null') ?? undefined,
    set: async (key: string, value: object) =>
      void await redis.set(`${prefix}:${key}`, JSON.stringify(value), 'EX', 600),
    delete: async (key: string) => void await redis.del(`${prefix}:${key}`),
  },
}));
bot.use(new Scenes.Stage<Talk>([wizard]).middleware());
bot.use((ctx) => ctx.scene.enter('talk'));

const app = express();
app.use(bot.webhookCallback('/webhooks/telegram', { secretToken: process.env['TELEGRAM_WEBHOOK_SECRET'] ?? '' }));
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  console.log(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/chat`);
});
process.on('SIGTERM', () => process.exit(0));
