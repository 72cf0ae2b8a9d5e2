/** Tags that our pages have, and no others. */
const TAGS = new Set(['!doctype', 'html', 'head', 'meta', 'title', 'link', 'script', 'body', 'header', 'main', 'div', 'section', 'article', 'p', 'h1', 'h2', 'h3', 'form', 'input', 'label', 'span', 'textarea', 'button', 'a', 'b', 'svg', 'path', 'audio', 'nav', 'ul', 'li', 'img', 'footer', 'aside', 'strong', 'small', 'time', 'dl', 'dt', 'dd', 'iframe', 'output', 'ol', 'pre', 'code', 'figure', 'details', 'template', 'summary', 'figcaption', 'noscript', 'em']);
const TAG = /<(\/?)([a-zA-Z!][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/"'<>]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'<>]+))?/g;

/** What in a page is not ours: a tag, an attribute or an address that only somebody's words could have brought. */
export function foreignIn(page: string): string | undefined {
  let rest = page;
  for (const [whole, slash, name = '', attributes = ''] of page.matchAll(TAG)) {
    if (!TAGS.has(name.toLowerCase())) return `a tag: ${whole.slice(0, 120)}`;
    if (slash === '/') continue;
    for (const [, attribute = '', given = ''] of attributes.matchAll(ATTRIBUTE)) {
      const value = given.replace(/^["']|["']$/g, '');
      if (/^on|^srcdoc$|^style$|^autofocus$/i.test(attribute)) return `an attribute: ${whole.slice(0, 120)}`;
      if (/^(?:src|href|action)$/i.test(attribute) && !/^(?:\/(?!\/)|tel:|data:image\/|#|$)/.test(value)) return `an address: ${whole.slice(0, 120)}`;
    }
  }
  rest = rest.replace(TAG, '');
  return /<[a-zA-Z!/]/.test(rest) ? `a tag that never ends: ${/<[a-zA-Z!/].{0,80}/.exec(rest)?.[0]}` : undefined;
}
