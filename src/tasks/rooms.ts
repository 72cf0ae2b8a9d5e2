import type { CaseState } from '../core/cases/life.ts';
import type { CaseEvent } from '../core/cases/calling.ts';
import type { Exclusions, RingMember } from '../core/cases/conflict.ts';
import type { Offer } from '../core/cases/offers.ts';
import type { CaseFacts } from '../core/cases/rings.ts';
import type { ConsentPurpose } from '../core/conversation/flow.ts';
import type { Consent } from '../core/conversation/session.ts';
import type { FileKind } from '../core/media/strip.ts';
import type { Private } from '../core/private/private.ts';
import type { Deadlines, RequestKind } from '../core/rights/clocks.ts';
import type { FileRooms } from './file_ports.ts';
import type { Lane } from './ports.ts';

/** A case as stored: codes and times (ms). */
export type CaseRow = Readonly<{
  id: string; code: string; state: string; outcome: string | undefined; ring: number;
  ringAt: number | undefined; remindAt: number | undefined; holderId: string | undefined; filedAt: number;
  /** Nothing goes to her until her own word comes. */
  quiet: boolean;
  /** She has asked that nobody works on it for now. */
  restricted: boolean;
}> & CaseFacts;

/** What links a case to her, as JSON under the case's own key. */
export type CaseSecrets = Readonly<{
  laneId: string;
  /** The channel of her lane: a push to a pull channel waits for her page. */
  channel: string;
  excluded: Exclusions;
  /** She was told of Art. 19 and agreed that officials are asked too; missing: she was not. */
  notice?: boolean;
  /** Keyed hash of her safe word; empty when she chose none. */
  safeWord: string;
  /** Keyed hash of the word that says it is not her who writes; empty or missing when she chose none. */
  duressWord?: string;
}>;

export type CaseChange = Readonly<{
  state?: CaseState; outcome?: string; ring?: number; ringAt?: number | null; remindAt?: number | null;
  closedAt?: number;
  /** Somebody else: the key of the case is sealed to her; null: nobody. */
  holderId?: string | null;
  quiet?: boolean;
  restricted?: boolean;
}>;

/** `laneId`: where she can be written to now, of her chats the one she last wrote from; undefined: nowhere. */
export type MemberRow = RingMember & Readonly<{
  laneId: string | undefined;
  /** Since when nothing reaches her (ms); undefined while something does. */
  lostAt: number | undefined;
  /** All her chats, reachable or not. */
  lanes: readonly string[];
  linkedAt: number;
}>;

export type ThreadRow = Readonly<{
  id: string; side: 'person' | 'member'; words: Private; at: number; shown: boolean;
  /** She has said that the numbers in it may be seen by whoever holds her case. */
  phone: boolean;
  /** A picture or a voice in the place of words, and whether it can still be opened. */
  file: Readonly<{ kind: FileKind; isThere: boolean }> | undefined;
}>;

/** A member whose invite was used, and the name of the address or unit she belongs to. */
export type LinkedMember = {
  memberId: string; unitName: string;
  /** Her other chats, when this one was added to them. */
  others: readonly string[];
  /** She has a key of her own already. */
  hasKey: boolean;
};

/** What opens a member's own key, and what the house does not keep: the letters of a code, and six digits. */
export type MemberSecret = Readonly<{ link: Private; pin: Private }>;
/** A request of hers; `words` are sealed under the key of her lane, and go with it. */
export type NewRequest = Deadlines & Readonly<{
  id: string; lane: Pick<Lane, 'laneId' | 'key'>; caseId: string | undefined; kind: RequestKind;
  words: Private | undefined; at: number;
  /** It was answered and done in the chat, at once. */
  done: boolean;
}>;

/** What a person said and was answered in a request, as JSON under the key of her lane. */
export type RequestWords = Readonly<{ asked?: string; reply?: string }>;

/** How much is kept of a case, by kind. */
export type KeptCounts = Readonly<Record<'hers' | 'theirs' | 'consents' | 'receipts' | 'requests', number>>;

/** Who opened a case, as counts: `office` from the command line, `codes` by her code. `last` in ms. */
export type Looks = Readonly<{
  times: number; people: number; office: number; codes: number; last: number | undefined;
}>;

/** Rights of a person over what is kept of her. */
export type RightsRooms = Readonly<{
  /** An event of a case at `at` (ms), by the house's clock. */
  noteAt: (caseId: string, code: string, at: number) => Promise<void>;
  /** A member opened the case: noted once a day for each, so that a count of it can be read. */
  noteOpened: (caseId: string, memberId: string, at: number) => Promise<void>;
  /** Kept once under its id. */
  addRequest: (request: NewRequest) => Promise<void>;
  /** A request that was made in this very chat. */
  requestOf: (id: string, lane: Pick<Lane, 'laneId' | 'key'>) => Promise<
    { words: Private | undefined; answered: boolean; done: boolean } | undefined>;
  keptOf: (caseId: string) => Promise<KeptCounts>;
  looksOf: (caseId: string) => Promise<Looks>;
  /** For how long the case has stood still so far (ms), and since when it does now. */
  pausesOf: (caseId: string) => Promise<{ ms: number; since: number | undefined }>;
}>;

/** Chats from which members were abused. */
export type MuteRooms = Readonly<{
  askMute: (row: { id: string; laneId: string; caseId: string; askedBy: string; at: number }) => Promise<void>;
  /** The question about a case that was asked after `since` (ms) and nobody has answered. */
  askedMute: (caseId: string, since: number) => Promise<{ id: string; askedBy: string } | undefined>;
  /** True for the first who agrees; never for whoever asked. */
  agreeMute: (id: string, agreedBy: string, until: number) => Promise<boolean>;
  refuseMute: (id: string) => Promise<boolean>;
  isMuted: (laneId: string, at: number) => Promise<boolean>;
}>;

/** What comes after a case. */
export type AfterRooms = Readonly<{
  /** When she is asked how she is (ms); null: not any more. */
  followAt: (caseId: string, at: number | null) => Promise<void>;
  /** `month`: `YYYY-MM`. */
  countAnswer: (month: string, answer: string) => Promise<void>;
}>;

/** Whose page of which case is open; `isNew`: the form it came with was never done before. */
export type WorkRow = Readonly<{ memberId: string; caseId: string; isNew: boolean }>;

/** Pages of one case for one member, behind six digits of hers. */
export type WorkRooms = Readonly<{
  /** A link that opens once; whatever other page of hers there is is shut. Times in ms. */
  addWorkPage: (row: {
    token: string; memberId: string; caseId: string; at: number; expiresAt: number;
  }) => Promise<void>;
  /** Notes that somebody is at an open page, and which form was sent; undefined: asleep, over, or never there. */
  touchWorkPage: (touch: { page: string; act: string; at: number }) => Promise<WorkRow | undefined>;
  shutWorkPages: (memberId: string) => Promise<void>;
  /** Whether she has digits that a page can ask for. */
  pinOf: (memberId: string) => Promise<'none' | 'set' | 'locked'>;
  /** True once, for somebody whose tries have run out. */
  lockPin: (memberId: string, at: number) => Promise<boolean>;
  unlockPin: (memberId: string) => Promise<boolean>;
}>;

/** Offers of cases. Whoever moves one holds the row of its case. */
export type OfferRooms = Readonly<{
  addOffer: (offer: Pick<Offer, 'id' | 'caseId' | 'kind' | 'fromId' | 'toId' | 'partner' | 'madeAt'>
    & Readonly<{ dueAt: number }>) => Promise<void>;
  /** In the order in which they were made. */
  offersOf: (caseId: string) => Promise<Offer[]>;
  offerById: (id: string) => Promise<Offer | undefined>;
  /** An offer that is not where it was seen is left alone by throwing. Without `dueAt` it ends by no clock. */
  moveOffer: (seen: Offer, change: Pick<Offer, 'state'>
    & Partial<Pick<Offer, 'parts' | 'force' | 'refusal' | 'dueAt'>>) => Promise<void>;
}>;

/** The rooms of one transaction: everything here is kept, or nothing. */
export type Rooms = RightsRooms & MuteRooms & AfterRooms & WorkRooms & OfferRooms & FileRooms & Readonly<{
  fileCase: (row: { id: string; code: string; facts: CaseFacts; secrets: Private; at: number }) => Promise<void>;
  caseByCode: (code: string) => Promise<CaseRow | undefined>;
  /** Locks the row until the transaction ends, so that a clock and a hand do not move a case at once. */
  caseById: (id: string) => Promise<CaseRow | undefined>;
  secretsOf: (caseId: string) => Promise<Private | undefined>;
  /** True for exactly one of those who accept at the same time. */
  acceptCase: (caseId: string, memberId: string) => Promise<boolean>;
  /** A state that does not follow from the one that is stored is refused by throwing. */
  moveCase: (caseId: string, change: CaseChange) => Promise<void>;
  noteEvent: (caseId: string, code: string, memberId?: string) => Promise<void>;
  eventsOf: (caseId: string) => Promise<CaseEvent[]>;
  /** When this member last did something in the case (ms); 0: never. */
  lastAct: (caseId: string, memberId: string) => Promise<number>;
  casesHeldBy: (memberId: string) => Promise<CaseRow[]>;
  openAlertsOf: (memberId: string) => Promise<CaseRow[]>;

  /** `at`: when she was last called (ms). */
  alertsOf: (caseId: string) => Promise<{ memberId: string; ring: number; answer: string | undefined; at: number }[]>;
  addAlerts: (caseId: string, ring: number, memberIds: readonly string[]) => Promise<void>;
  answerAlert: (caseId: string, memberId: string, answer: string) => Promise<void>;

  addMessage: (row: Pick<ThreadRow, 'id' | 'side' | 'words'> & {
    caseId: string; phone?: boolean; file?: FileKind;
  }) => Promise<void>;
  unread: (caseId: string, side: 'person' | 'member') => Promise<ThreadRow[]>;
  /** What both sides have said, in its order. */
  threadOf: (caseId: string) => Promise<ThreadRow[]>;
  /** `by`: the event that shows them. */
  markShown: (ids: readonly string[], by: string) => Promise<void>;

  memberById: (id: string) => Promise<MemberRow | undefined>;
  members: () => Promise<MemberRow[]>;
  /** How the Union calls her, for colleagues; sealed at rest. */
  labelOf: (memberId: string) => Promise<string>;
  /** Members whose label reads like `name` when folded; labels are sealed, so this opens them one by one. */
  membersNamed: (name: string) => Promise<MemberRow[]>;
  /** Members who have said that they are close to a family of this name; sealed like labels. */
  membersCloseTo: (name: string) => Promise<string[]>;
  setDuty: (memberId: string, onDuty: boolean, at: number) => Promise<void>;
  /** She is a member no more, and her chats are nobody's; a new code makes her one again. */
  endMember: (memberId: string, at: number) => Promise<void>;
  linkMember: (inviteHash: string, laneId: string, at: number) => Promise<LinkedMember | undefined>;
  /** A key of her own in the place of an older one; what she holds is sealed to it at once. */
  makeKey: (memberId: string, secret: MemberSecret) => Promise<void>;
  verifyAddress: (code: string, day: string) => Promise<void>;
  doubtAddress: (code: string, at: number) => Promise<void>;

  addReceipt: (row: { id: string; caseId: string; salt: Uint8Array; hash: Uint8Array }) => Promise<void>;
  receipt: (id: string) => Promise<{ caseId: string; salt: Uint8Array; hash: Uint8Array } | undefined>;
  addConsents: (caseId: string, consents: readonly Consent[], firstId: string) => Promise<void>;
  /** Those to these purposes; without any, all. */
  withdrawConsents: (caseId: string, at: number, purposes?: readonly ConsentPurpose[]) => Promise<void>;
  addOncePage: (row: { id: string; body: Private; expiresAt: number }) => Promise<void>;
  /** The page of her own beside this chat; an older one of the same chat is shut. */
  addTalkPage: (row: { id: string; laneId: string; expiresAt: number }) => Promise<void>;
  /** Leaves a member this chat alone. */
  dropChats: (memberId: string, laneId: string) => Promise<void>;
  /** An invite by which a member links a second chat. */
  addOwnInvite: (row: { codeHash: string; memberId: string; expiresAt: number }) => Promise<void>;

  /** Shreds the keys of a person and of her cases, with all that hung on them, and keeps a proof that names nobody. */
  erase: (laneId: string, caseIds: readonly string[], proof: string) => Promise<void>;
  /** Whether the platform lets us write to this chat now. */
  isReachable: (laneId: string) => Promise<boolean>;
  /** Puts something of the house before a person: it lies in her inbox, sealed, under an id that comes once. */
  signal: (laneId: string, signal: Signal) => Promise<void>;
}>;

/** Something of the house for one person. `id` makes it come once. */
export type Signal = Readonly<{ id: string; door: string; values: Readonly<Record<string, string>>; at: number }>;

/** Keyed and slow hashes, and chance: given by the stores, since the tasks have none of their own. */
export type Secrets = Readonly<{
  keyed: (purpose: 'word' | 'receipt' | 'invite', text: string) => string;
  slow: (text: string, salt: Uint8Array) => Promise<Uint8Array>;
  same: (one: Uint8Array, other: Uint8Array) => boolean;
  salt: () => Uint8Array;
  /** Unambiguous letters and digits: 5 bits each. */
  code: (letters: number) => string;
  id: () => string;
}>;
