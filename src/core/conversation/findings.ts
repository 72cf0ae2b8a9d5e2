/** What can be wrong with a book. Codes are permanent; docs/errors.md says what to do about each. */
export const FLOW_FINDINGS = {
  'flow:no_such_node': 'An arrow, a start, a safe node or a door leads to a node that does not exist.',
  'flow:unreachable': 'No start, door or required place leads to this node.',
  'flow:no_way_on': 'The node neither waits, nor ends, nor leads on; or an answer to it leads nowhere.',
  'flow:endless': 'A walk comes round to itself, or goes on too long, without waiting for her or ending.',
  'flow:consent_missing': 'An action can be reached on a path that has not passed the consent it needs.',
  'flow:consent_unasked': 'A consent is entered by something else than a choice she made.',
  'flow:duty_unsaid': 'An action or a question can be reached on a path where its duty has not been told.',
  'flow:no_way_out': 'A place that must be there is missing, or leaving and erasing do not end in forget and finish.',
  'flow:zero_is_an_answer': 'A node asks her for a number, but 0 leaves from everywhere.',
  'flow:no_skip': 'A question keeps her answer but cannot be skipped.',
  'flow:outcome_missing': 'The action has an outcome that this node does not lead on from.',
  'flow:outcome_unknown': 'The node leads on from an outcome that its action never has.',
  'flow:list_without_action': 'A list is shown on a way that does not come from the action that gives it.',
  'flow:too_many_choices': 'More is offered than the keys 1 to 6 can carry.',
  'flow:missing_words': 'A language has no text for something that is said or offered here.',
  'flow:long_words': 'What arrives as one message is too long to be read on a small screen.',
  'flow:choice_ambiguous': 'Two choices are written the same when typed without accents, or one reads as a fixed key.',
  'flow:branch_unset': 'A branch asks for an answer that no node ever sets.',
  'flow:return_outside_offer': 'Only an offer of `everywhere` knows where she came from.',
} as const;

export type FindingCode = keyof typeof FLOW_FINDINGS;

/** One promise that a book breaks, and where; `place` is `flow.node`, a door, or a text key. */
export type Finding = Readonly<{ code: FindingCode; place: string; detail?: string }>;

export const finding = (code: FindingCode, place: string, detail?: string): Finding =>
  ({ code, place, ...(detail !== undefined && { detail }) });
