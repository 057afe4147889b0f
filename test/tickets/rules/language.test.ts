import { detectLanguage } from '../../../src/tickets/rules/language.ts';
import { test } from '../../harness.ts';

test('the language is that of the text', async (t) => {
  t.equal(detectLanguage('Bonjour, quelle est la date de mon examen ?', 'en'), 'fr');
  t.equal(detectLanguage('Hello, when is my exam? Thanks', 'fr'), 'en');
  t.equal(detectLanguage('مرحبا، متى موعد الامتحان VTC؟', 'fr'), 'ar');
});

test('a text that does not say is in the language of the house', async (t) => {
  for (const text of ['', '12345', 'VTC', 'facture invoice']) t.equal(detectLanguage(text, 'fr'), 'fr', text);
});
