/** Reading and joining bytes, big-endian unless it says otherwise. Outside of the bytes there is nothing: -1. */
export const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] ?? -1;

export function numberAt(bytes: Uint8Array, at: number, size: number): number {
  if (at < 0 || at + size > bytes.length) return -1;
  let number = 0;
  for (let index = 0; index < size; index++) number = number * 256 + byteAt(bytes, at + index);
  return number;
}

/** Little-endian. */
export function smallEndAt(bytes: Uint8Array, at: number, size: number): number {
  if (at < 0 || at + size > bytes.length) return -1;
  let number = 0;
  for (let index = size - 1; index >= 0; index--) number = number * 256 + byteAt(bytes, at + index);
  return number;
}

/** Whether these letters stand there. */
export function isAt(bytes: Uint8Array, at: number, letters: string): boolean {
  if (at < 0 || at + letters.length > bytes.length) return false;
  for (let index = 0; index < letters.length; index++) {
    if (bytes[at + index] !== letters.charCodeAt(index)) return false;
  }
  return true;
}

export const letters = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

export function bytesOf(number: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => Math.floor(number / 256 ** (size - 1 - index)) % 256);
}

export const smallEndOf = (number: number, size: number): Uint8Array => bytesOf(number, size).reverse();

export function joined(parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A table of CRC-32 by the byte: `poly` as it is written, `reflected` when the lowest bit goes first. */
export function crcTable(poly: number, reflected: boolean): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = reflected ? byte : byte << 24;
    for (let bit = 0; bit < 8; bit++) {
      const out = reflected ? value & 1 : value & 0x80000000;
      value = reflected ? value >>> 1 : value << 1;
      if (out) value ^= poly;
    }
    return value >>> 0;
  });
}
