import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../reports/build.ts';
import { formFields } from '../../reports/formFields.ts';
import { letter } from '../../reports/letter.ts';
import { confirmed, input } from './confirmed.ts';

const { getElementsByTagName, textContent } = DomUtils;

const platforms = ['facebook', 'x', 'google'] as const;
const accusations = /criminal|delincuent|estafador|defraudador|ratero|scammer|fraudster|thief|culpable|guilty/i;

describe('the letter', () => {
  test.each(platforms)('of %s has its twelve sections, number, address and account in both languages', (platform) => {
    const { content } = buildReport(input(platform));
    for (const language of ['es', 'en'] as const) {
      const document = parseDocument(letter(content, language));
      const headings = getElementsByTagName('h2', document).map((node) => textContent(node));
      expect(headings.map((heading) => Number.parseInt(heading, 10))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
      const text = textContent(document);
      expect(text).toContain(content.report_number);
      expect(text).toContain(content.items[0]!.url);
      expect(text).toContain('enlace@example.gob.mx');
      expect(text).toContain(language === 'es' ? 'Declaramos de buena fe' : 'bona fide belief');
    }
  });

  test('describes what is seen and accuses nobody', () => {
    for (const platform of platforms) {
      const { content } = buildReport(
        input(platform, [
          confirmed(platform, {
            facts: [
              'false_affiliation',
              'uses_logo',
              'asks_personal_data',
              'guarantees',
              'several_accounts',
              'cloned_site',
            ],
          }),
        ]),
      );
      const words = `${content.items[0]!.summary_en} ${content.items[0]!.summary_es} ${formFields(content)}`;
      expect(words).not.toMatch(accusations);
      expect(textContent(parseDocument(letter(content, 'es')))).not.toMatch(accusations);
      expect(content.items[0]!.summary_es).toMatch(/gratuita/);
      expect(content.items[0]!.summary_en).toMatch(/free of charge/);
    }
  });

  test('keeps hostile text as text and holds no link and no script', () => {
    const author = {
      platformId: '1',
      handle: null,
      name: '<script>alert(1)</script><img src=x onerror=alert(1)> "&\'',
    };
    const { content } = buildReport(input('facebook', [confirmed('facebook', { author })]));
    const document = parseDocument(letter(content, 'en'));
    for (const tag of ['script', 'a', 'img', 'iframe', 'link', 'form'])
      expect(getElementsByTagName(tag, document)).toEqual([]);
    expect(textContent(document)).toContain('<script>alert(1)</script>');
  });

  test('quotes policies in the platform’s English in both languages', () => {
    const { content } = buildReport(input('facebook'));
    for (const language of ['es', 'en'] as const) expect(letter(content, language)).toContain('speak in the voice of');
  });
});
