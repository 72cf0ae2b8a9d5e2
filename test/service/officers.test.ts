import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../../src/roof/commands.ts';
import type { Person } from '../fakes/person.ts';
import { onEveryBackend } from './backends.ts';
import { runChore } from './chores.ts';
import { ALERT, codeIn, comeIn, file } from './main_job.ts';
import { type Opened, openOn, settled } from './open.ts';
import { label, said } from './said.ts';

onEveryBackend('What officers hear and decide', (backend) => {
  let house: Opened;
  let member: Person;
  let commune: Person;
  let province: Person;
  beforeAll(async () => {
    house = await openOn(backend);
    const [unit] = await house.rows("SELECT c.code, c.province_code AS province FROM commune c JOIN address a ON a.commune_code = c.code WHERE a.code = 'TD-01'");
    member = await house.member({ address: 'TD-01', label: 'Cô Ban' });
    commune = await house.member({ unit: String(unit?.['code']), role: 'commune_officer' });
    province = await house.member({ unit: String(unit?.['province']), role: 'province_duty' });
  }, 60_000);
  afterAll(() => house.close());

  const files = async (filing: Parameters<typeof file>[1] = {}): Promise<Person> => {
    const woman = house.telegram.person({ name: 'Sung' });
    await comeIn(woman);
    await file(woman, filing);
    return woman;
  };
  const asks = async (name: string, input: unknown = {}): Promise<unknown> => {
    const result = await runCommand(house.house, name, input);
    return 'done' in result ? result.done : result.refused.map(({ problem }) => problem);
  };
  const textsOf = ({ heard }: Person): string[] => heard.map(({ text }) => text);
  test('of a case that leaves out everybody around only the province hears, and it decides about the committee', async () => {
    await files({ leaves: 'around' });
    const code = codeIn((await province.hears(ALERT)).text);
    await runChore(house, 'untouched');
    await province.hears(said('push.waiting'));
    await runChore(house, 'untouched');
    expect(await asks('cases waiting')).toMatchObject([{ code, why: ['body_excluded'] }]);
    expect(await asks('cases decide', { code: 'ABCDEF', as: 'told_province' })).toEqual(['Nothing is to be decided about ABCDEF.']);
    expect(await asks('cases decide', { code, as: 'told_province' })).toEqual({ code, as: 'told_province' });
    expect(await asks('cases waiting')).toEqual([]);
    expect(await asks('cases timeline', { code })).toMatchObject([
      { code: 'filed' }, { code: 'body_excluded' }, { code: 'ring_5' }, { code: 'officers_told' }, { code: 'decided_told_province' },
    ]);
    // Once, and nobody below the province was told anything at all.
    expect(textsOf(province).filter((text) => said('push.waiting').test(text)).length).toBe(1);
    for (const left of [member, commune]) expect(textsOf(left).filter((text) => text.includes(code) || said('push.waiting').test(text))).toEqual([]);
  });

  test('whoever steps back may say why: the officer reads a code and a bare number, and nobody else anything', async () => {
    const woman = await files();
    const code = codeIn((await member.hears(ALERT)).text);
    await member.presses(label('see_it'), /Trần Đề/);
    const [known, passed] = [await member.presses(label('know_people'), said('member.passed')), said('member.passed')];
    expect(known.text).toMatch(passed);
    await member.presses(label('why_kin'), said('member.why_noted'));
    await settled(house);
    const lines = await asks('cases timeline', { code });
    expect(lines).toContainEqual(expect.objectContaining({ code: 'recused', member: 1 }));
    expect(lines).toContainEqual(expect.objectContaining({ code: 'why_kin', member: 1 }));
    for (const other of [woman, commune, province]) expect(textsOf(other).join('\n')).not.toContain(label('why_kin'));
    expect(await asks('cases timeline', { code: 'ABCDEF' })).toEqual(['There is no case ABCDEF.']);
  });
});
