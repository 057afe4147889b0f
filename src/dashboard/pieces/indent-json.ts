const TOKENS = /"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g;

/** JSON laid out for reading, without parsing it: a number above 2^53 would lose digits on the way. */
export function indentJson(json: string): string {
  let depth = 0;
  const newline = () => `\n${'  '.repeat(depth)}`;
  return json.replace(TOKENS, (token) => {
    if (token.startsWith('"')) return token;
    if (token === '{' || token === '[') {
      depth += 1;
      return token + newline();
    }
    if (token === '}' || token === ']') {
      depth -= 1;
      return newline() + token;
    }
    if (token === ',') return token + newline();
    if (token === ':') return ': ';
    // Space between tokens, or a pair of brackets with nothing in it.
    return token.trim().replace(/\s+/, '');
  });
}
