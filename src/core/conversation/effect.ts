import type { ActionName } from './actions.ts';

/** A numbered answer under a message; channels show it as a button, as numbered text, or both. */
export type Key = Readonly<{ key: string; label: string }>;

/** What a screen wants of her beside a choice. */
export type Asks = 'words' | 'place' | 'nothing';

/** What the engine asks the house to do. The engine never does it itself. */
export type Effect = { id: string } & EffectDraft;
export type EffectDraft =
  | Readonly<{ kind: 'send'; text: string; keys: readonly Key[]; seq: number; urgent: boolean; asks: Asks }>
  | Readonly<{ kind: 'voice'; key: string; lang: string }>
  /** Covered already; `phone`: but for the numbers she wants to be called at. */
  | Readonly<{ kind: 'relay'; to: 'member' | 'person'; text: string; phone?: true }>
  | Readonly<{ kind: 'do'; action: ActionName; values: Readonly<Record<string, string>> }>
  | Readonly<{ kind: 'forget' }>
  | Readonly<{ kind: 'finish' }>;
