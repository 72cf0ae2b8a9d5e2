/** Of a fault only its class, its code and our line are kept: its message may hold what somebody said. */
export function faultOf(error: unknown): Record<string, string> {
  if (!(error instanceof Error)) return { fault: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const line = /\n\s+at ([^\n]*)/.exec(error.stack ?? '')?.[1] ?? '';
  const at = line.replace(/\(?file:\/\/\S*\/(src|dist|node_modules)\//, '($1/');
  return { fault: error.name, ...(code && { code }), ...(at && { at }) };
}
