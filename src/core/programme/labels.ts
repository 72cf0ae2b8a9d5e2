import type { PERIOD_KINDS } from './periods.ts';
import type { Term, TermList } from './programme.ts';

/** What reports call each measure. Vietnamese is the language of the reports. */
export const MEASURE_LABELS: Readonly<Record<string, string>> = {
  launched: 'Ra mắt trong kỳ', new: 'Thành lập mới', consolidated: 'Củng cố', all: 'Lũy kế',
  members: 'Thành viên', women: 'Nữ', minority: 'Dân tộc thiểu số', children: 'Trẻ em',
  communes: 'Số xã', districts: 'Số huyện (cũ)', hamlets: 'Số thôn, ấp', schools: 'Số trường', clubs: 'Số mô hình',
  sessions: 'Số lượng', participants: 'Số người', attendances: 'Lượt người', delegates: 'Đại biểu',
  answers: 'Phiếu hỏi trả lời', loans: 'Người được vay vốn', introduced: 'Giới thiệu vay ủy thác',
  grants: 'Suất trang thiết bị', materials: 'Tài liệu cấp phát', entries: 'Tác phẩm dự thi',
  awarded: 'Tác phẩm đạt giải', forwarded: 'Tác phẩm gửi cấp trên',
};

export const PERIOD_LABELS: Readonly<Record<(typeof PERIOD_KINDS)[number], string>> = {
  month: 'Tháng', quarter: 'Quý', half: '6 tháng', nine_months: '9 tháng', year: 'Năm', phase: 'Giai đoạn',
};

const HELPED: Readonly<Record<string, string>> = {
  cases: 'Người nhờ liên hệ', notes: 'Ghi nhận ẩn danh',
  body: 'bạo lực thể chất', mind: 'bạo lực tinh thần', sexual: 'bạo lực tình dục', money: 'bạo lực kinh tế',
  marriage: 'ép hôn, tảo hôn', trafficking: 'mua bán người', several: 'nhiều loại', unsaid: 'không nói rõ',
};

/** `Người nhờ liên hệ (mua bán người)`. */
export function helpedLabel(measure: string, of: string): string {
  const name = HELPED[measure] ?? measure;
  return of === '' ? name : `${name} (${HELPED[of] ?? of})`;
}

/** Words of the programme by list and code; a word that is gone is called by its code. */
export type Names = Readonly<{
  name: (list: TermList, code: string) => string;
  /** The word one counts it with; empty when it counts itself: 85 tranh. */
  counted: (list: TermList, code: string) => string;
  /** Codes of a list in its order. */
  codes: (list: TermList) => readonly string[];
}>;

export function namesOf(terms: readonly Term[]): Names {
  const known = new Map(terms.map((term) => [`${term.list}:${term.code}`, term]));
  return {
    name: (list, code) => known.get(`${list}:${code}`)?.name ?? code,
    counted: (list, code) => known.get(`${list}:${code}`)?.counted ?? '',
    codes: (list) => terms.filter((term) => term.list === list)
      .toSorted((one, other) => one.position - other.position || (one.code < other.code ? -1 : 1))
      .map(({ code }) => code),
  };
}

const LISTS: Readonly<Record<string, TermList>> = {
  clubs: 'club_kind', activities: 'activity_kind', materials: 'material', entries: 'entry', awarded: 'entry',
  forwarded: 'entry', topic: 'topic', role: 'role',
};

/** `clubs/outreach/launched` is `Tổ truyền thông cộng đồng: ra mắt trong kỳ`. */
export function labelOf(key: string, names: Names): string {
  const [group = '', code = '', ...rest] = key.split('/');
  const list = LISTS[group];
  const head = list ? names.name(list, code) : code;
  if (group !== 'clubs' && group !== 'activities') return `${MEASURE_LABELS[group] ?? group}: ${lowered(head)}`;
  const parts: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const part = rest[at] ?? '';
    const inner = part === 'topic' || part === 'role' ? LISTS[part] : undefined;
    const next = rest[at + 1];
    if (inner !== undefined && next !== undefined) {
      parts.push(lowered(names.name(inner, next)));
      at += 1;
    } else parts.push(lowered(MEASURE_LABELS[part] ?? part));
  }
  return `${head}: ${parts.join(', ')}`;
}

/** A name within a sentence: `Tổ truyền thông` is `tổ truyền thông`, `CLB` stays. */
export function lowered(name: string): string {
  return /^\p{Lu}{2}/u.test(name) ? name : `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
}
