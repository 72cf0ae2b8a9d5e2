let open: (secret: Private) => string;

/**
 * Something she said. It can be carried anywhere and shows itself nowhere: not in a log line, not in
 * JSON, not in an error. Only `reveal` opens it, and the house rules say which files may import that.
 */
export class Private {
  readonly #text: string;

  static {
    open = (secret) => secret.#text;
  }

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return '[private]';
  }

  toJSON(): string {
    return '[private]';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[private]';
  }
}

/** For reveal.ts alone. */
export function wordsOf(secret: Private): string {
  return open(secret);
}
