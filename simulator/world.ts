import { DeskSimulator } from './desk/desk.ts';
import { DESK_WEBHOOK_ID, DeskKeys } from './desk/keys.ts';
import { MoodleSimulator } from './moodle/moodle.ts';
import { ZohoSimulator } from './zoho.ts';

/**
 * Everything outside the service, on this machine: Zoho's accounts server and CRM, Zoho Desk with its keys, a
 * Moodle.
 */
export class SimulatedWorld {
  readonly zoho: ZohoSimulator;
  readonly desk: DeskSimulator;
  readonly moodle = new MoodleSimulator();
  /** The settings that point the service here. */
  readonly settings: Readonly<Record<string, string>>;

  private constructor(zoho: ZohoSimulator, desk: DeskSimulator, settings: Record<string, string>) {
    this.zoho = zoho;
    this.desk = desk;
    this.settings = settings;
  }

  /**
   * Listens on three consecutive ports.
   *
   * @param port the first of them; 0 for any that are free
   * @param now the clock for all, in epoch ms
   */
  static async start({ port = 0, now = Date.now } = {}): Promise<SimulatedWorld> {
    const zoho = new ZohoSimulator(now);
    const desk = new DeskSimulator(await DeskKeys.create(), now);
    const settings: Record<string, string> = {};
    const world = new SimulatedWorld(zoho, desk, settings);
    const at = (offset: number) => (port === 0 ? 0 : port + offset);
    const zohoUrl = await zoho.listen(at(0));
    Object.assign(settings, {
      ZOHO_CLIENT_ID: 'simulated',
      ZOHO_CLIENT_SECRET: 'simulated',
      ZOHO_REFRESH_TOKEN: 'simulated',
      ZOHO_ACCOUNTS_URL: zohoUrl,
      ZOHO_CRM_URL: zohoUrl,
      ZOHO_DESK_URL: await desk.listen(at(1)),
      ZOHO_DESK_ORG_ID: DeskSimulator.orgId,
      ZOHO_DESK_WEBHOOK_ID: DESK_WEBHOOK_ID,
      MOODLE_BASE_URL: await world.moodle.listen(at(2)),
      MOODLE_TOKEN: world.moodle.token,
    });
    return world;
  }

  async close(): Promise<void> {
    await Promise.all([this.zoho.close(), this.desk.close(), this.moodle.close()]);
  }
}
