/** Reads once, when it is first asked for; whoever asks later shares the answer. */
export function lazy<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  return () => {
    answer ??= read();
    return answer;
  };
}
