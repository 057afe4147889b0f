/** Colours only where a person looks, and not against https://no-color.org. */
export function wantsColours(stream: { isTTY?: boolean }, env: { NO_COLOR?: string | undefined }): boolean {
  return stream.isTTY === true && !env.NO_COLOR;
}
