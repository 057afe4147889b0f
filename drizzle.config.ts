import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: './src/events/sqlite/schema.ts',
  out: './migrations/sqlite',
});
