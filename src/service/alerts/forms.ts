import type { JsonObject } from '../../log/event.ts';
import type { Language } from '../../sentences/catalogue.ts';
import { inWords } from '../../sentences/tell.ts';
import type { Alert } from './alert.ts';

/**
 * An alert in words. `link` is null when PUBLIC_URL does not say at which address people reach the dashboard.
 */
export type Letter = { title: string; lines: string[]; link: string | null };

const WEBHOOK_FORMATS = ['json', 'slack', 'teams', 'cliq'] as const;
export type WebhookFormat = (typeof WEBHOOK_FORMATS)[number];

export function letterOf(alert: Alert, language: Language, publicUrl: string): Letter {
  return {
    title: inWords(alert.title, language),
    lines: alert.lines.map((line) => inWords(line, language)),
    link: publicUrl === '' ? null : new URL(alert.path, publicUrl).href,
  };
}

/** The letter as one text. */
export function plainText({ title, lines, link }: Letter): string {
  return [title, ...lines.map((line) => `• ${line}`), ...(link === null ? [] : [link])].join('\n');
}

/** The chat that an address belongs to; `json` for any other. */
export function formatOf(url: URL): WebhookFormat {
  if (/(^|\.)slack\.com$/.test(url.hostname)) return 'slack';
  if (/(^|\.)(webhook\.office\.com|logic\.azure\.com|powerplatform\.com)$/.test(url.hostname)) return 'teams';
  return /^cliq\.zoho\./.test(url.hostname) ? 'cliq' : 'json';
}

/** The body that each receiver accepts. */
export function bodyOf(format: WebhookFormat, alert: Alert, letter: Letter, at: string): JsonObject {
  switch (format) {
    case 'slack':
    case 'cliq':
      return { text: plainText(letter) };
    case 'teams':
      return teamsCard(letter);
    case 'json':
      return { service: 'zoho-event-hub', kind: alert.kind, at, ...letter };
  }
}

/** An Adaptive Card, as Teams workflows take it: https://adaptivecards.io/explorer/AdaptiveCard.html */
function teamsCard({ title, lines, link }: Letter): JsonObject {
  const text = (words: string, weight: 'Bolder' | 'Default') => ({
    type: 'TextBlock',
    text: words,
    weight,
    wrap: true,
  });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [text(title, 'Bolder'), ...lines.map((line) => text(line, 'Default'))],
    ...(link !== null && { actions: [{ type: 'Action.OpenUrl', title: link, url: link }] }),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}
