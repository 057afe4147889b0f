const TOKENS = /"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|\s+/g;

/** JSON indented for reading, without parsing it: a number above 2^53 would lose digits. */
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
    // Space between tokens, or an empty pair of brackets.
    return token.trim().replace(/\s+/, '');
  });
}
