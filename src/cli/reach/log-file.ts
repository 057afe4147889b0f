import { type CommandStores, databaseName, hasDatabase, withStores } from '../../store/open.ts';
import { type Context, UsageError } from '../command.ts';

/** Opens the log that DATABASE_URL names for one command and closes it again. The service may run meanwhile. */
export async function withLog<T>(context: Context, use: (stores: CommandStores) => Promise<T>): Promise<T> {
  const url = context.settings.DATABASE_URL;
  if (!(await hasDatabase(url))) {
    throw new UsageError((common) => common.noLog(databaseName(url)));
  }
  return withStores(url, context.clock, use, context.rest);
}
