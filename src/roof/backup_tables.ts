/** A table of the backup: its primary key, and the columns by which a row belongs to a chat or a case. */
export type BackupTable = Readonly<{
  table: string;
  key: readonly string[];
  lane?: string;
  case?: string;
  /** When the row was written. */
  time?: string;
  /** Replaced as a whole by imports: what the house has now is newer, whatever it lacks. */
  whole?: true;
}>;

/** What `backup` writes. What waits comes before the chats: an event that is both is known by its id. */
export const TABLES: readonly BackupTable[] = [
  { table: 'erased', key: ['subject'], time: 'at' },
  { table: 'erasure', key: ['proof'], time: 'at' },
  { table: 'edition', key: ['hash'] },
  { table: 'commune', key: ['code'], whole: true },
  { table: 'old_commune', key: ['old_code'], whole: true },
  { table: 'address', key: ['code'], whole: true },
  { table: 'hotline', key: ['key'], whole: true },
  { table: 'member', key: ['id'] },
  { table: 'invite', key: ['code_hash'] },
  { table: 'roster', key: ['id'] },
  { table: 'officer', key: ['id'], time: 'made_at' },
  { table: 'officer_recovery', key: ['id'] },
  { table: 'officer_event', key: ['id'], time: 'at' },
  { table: 'breach', key: ['id'], time: 'known_at' },
  { table: 'inbox', key: ['id'], lane: 'lane_id', time: 'received_at' },
  { table: 'lane', key: ['id'], lane: 'id', time: 'updated_at' },
  { table: 'outbox', key: ['id'], lane: 'lane_id', time: 'created_at' },
  { table: 'cases', key: ['id'], case: 'id', time: 'filed_at' },
  { table: 'case_event', key: ['id'], case: 'case_id', time: 'at' },
  { table: 'alert', key: ['case_id', 'member_id'], case: 'case_id', time: 'at' },
  { table: 'offer', key: ['id'], case: 'case_id', time: 'made_at' },
  { table: 'thread_message', key: ['id'], case: 'case_id', time: 'at' },
  { table: 'attachment', key: ['id'], case: 'case_id', time: 'at' },
  { table: 'receipt', key: ['id'], case: 'case_id', time: 'at' },
  { table: 'consent', key: ['id'], case: 'case_id', time: 'at' },
  { table: 'rights_request', key: ['id'], lane: 'lane_id', case: 'case_id', time: 'at' },
  { table: 'satisfaction', key: ['month', 'answer'] },
  { table: 'programme_term', key: ['list', 'code'] },
  { table: 'programme_part', key: ['code'] },
  { table: 'indicator', key: ['code'] },
  { table: 'target', key: [
    'indicator', 'commune_code', 'old_code', 'district', 'province_code', 'begins', 'ends',
  ] },
  { table: 'club', key: ['code'] },
  { table: 'activity', key: ['code'] },
  { table: 'helped_month', key: ['month'] },
  { table: 'helped_cell', key: ['month', 'measure', 'unit', 'of'] },
  { table: 'mute', key: ['id'], lane: 'lane_id', case: 'case_id', time: 'asked_at' },
];

/** What the copy of the keys beside it holds; the ledger goes with both. */
export const KEY_TABLES: readonly BackupTable[] = [
  { table: 'erased', key: ['subject'], time: 'at' },
  { table: 'house_key', key: ['name'] },
  { table: 'member_key', key: ['member_id'] },
  { table: 'lane_key', key: ['lane_id'], lane: 'lane_id' },
  { table: 'case_key', key: ['case_id'], case: 'case_id' },
  { table: 'case_seal', key: ['case_id', 'member_id'], case: 'case_id' },
];

/** What neither holds, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  quarantine: 'it may hold words of somebody who has erased hers, and nothing in it says whose',
  officer_session: 'whoever was signed in signs in again',
  once_page: 'its link is over within half an hour, and nothing says of which case it is',
  held_file: 'nobody has said yes to it, and it is over within half an hour',
  talk_page: 'its talk is over within two hours', work_page: 'it is over within three quarters of an hour',
  trace: 'messages can be taken back for two days only',
  channel_token: 'a pair of tokens works once: an old one would shut the account',
  channel_pace: 'it passes within a minute', chat_pace: 'its key lives a day',
  tally: 'fewer than five answers, which no statistic may show',
  instance: 'processes of another day', import_row: 'an import that was under way begins anew',
};
