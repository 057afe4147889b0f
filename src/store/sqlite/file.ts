/** The path behind `file:data/events.db`, `file:///var/lib/events.db`, `file:///C:/hub/events.db` or `file::memory:`. */
export function databaseFile(url: string): string {
  return url.replace(/^file:(\/\/)?/, '').replace(/^\/(?=[A-Za-z]:)/, '');
}
