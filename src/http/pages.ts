import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { HOTLINES_ALWAYS, withHotlines } from '../core/conversation/present.ts';

/** The words of pages: `words('vi', 'web.title')`. */
export type PageWords = (lang: string, key: string) => string;

/** Markup that is safe to put into a page; made by `html` alone. */
export type Html = Readonly<{ markup: string }>;
type Piece = Html | string | number | readonly Html[] | undefined;

/** Writes markup. Everything that is not markup already is escaped, so that no text can become a tag. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const between = pieces.map(markupOf);
  return { markup: parts.map((part, index) => part + (between[index] ?? '')).join('') };
}

/** Adds markup to markup. */
export const joined = (pieces: readonly Html[]): Html => ({ markup: pieces.map(({ markup }) => markup).join('') });

/** A text of `web.yaml` in one language, with the numbers that are always true filled in. */
export function wordsOf(words: PageWords, lang: string): (name: string) => string {
  return (name) => withHotlines(words(lang, `web.${name}`), HOTLINES_ALWAYS);
}

/** The language of a tag from outside, without its country; anything else is Vietnamese. */
export function readLang(given: unknown): string {
  const [, lang] = (typeof given === 'string' && /^([a-z]{2,3})(?:-[A-Za-z0-9]{2,8}){0,3}$/.exec(given)) || [];
  return lang ?? 'vi';
}

export type Frame = Readonly<{
  lang: string;
  title: string;
  /** Names the page for the style sheets. */
  kind: string;
  body: Html;
  styles?: readonly string[];
  script?: string;
  /** What the next page of ours learns of this one; a posted form names its origin only with `same-origin`. */
  referrer?: 'no-referrer' | 'same-origin';
}>;

/** A whole page. It asks browsers neither to translate (the text would leave for a translator) nor to keep it. */
export function page(frame: Frame): string {
  const { lang, title, kind, body, styles = ['chat.css'], script, referrer = 'no-referrer' } = frame;
  return html`<!doctype html>
<html lang="${lang}" translate="no">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta name="google" content="notranslate">
<meta name="referrer" content="${referrer}">
<meta name="theme-color" content="#2f6b57">
<title>${title}</title>
<link rel="icon" href="/assets/leaf.svg" type="image/svg+xml">
${styles.map((style) => html`<link rel="stylesheet" href="/assets/${style}">`)}
${script === undefined ? undefined : html`<script type="module" src="/assets/${script}"></script>`}
</head>
<body class="${kind}">
${body}
</body>
</html>
`.markup;
}

/** Headers of every page: it is not kept, indexed, framed by strangers or told to the next site; it loads only ours. */
export const pageHeaders: readonly RequestHandler[] = [
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        connectSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        mediaSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        baseUri: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
  }),
  (_request, response, next) => {
    response.set({
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
      'Permissions-Policy': 'geolocation=(self), camera=(), microphone=()',
    });
    next();
  },
];

function markupOf(piece: Piece): string {
  if (piece === undefined) return '';
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  return 'markup' in piece ? piece.markup : joined(piece).markup;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
