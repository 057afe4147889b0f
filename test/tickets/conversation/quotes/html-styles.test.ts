import { htmlLines } from '../../../../src/tickets/conversation/quotes/html-lines.ts';
import { readStyles } from '../../../../src/tickets/conversation/quotes/html-styles.ts';
import { test } from '../../../harness.ts';

function seen(html: string): string {
  return htmlLines(html)
    .map(({ text }) => text)
    .join('');
}

const HIDDEN: [what: string, style: string][] = [
  ['an opacity of nothing', 'opacity: 0.0'],
  ['letters without a size', 'FONT-SIZE:0px !important'],
  ['a box without a height', 'max-height:0; overflow:hidden'],
  ['a box without a width', 'overflow: hidden; color: red; width: 0'],
  ['a box outside of every window', 'position:absolute; left:-9999px'],
  ['an indent without end', 'text-indent:-10000px'],
  ['a box that is cut away', 'clip: rect(0, 0, 0, 0)'],
];
for (const [what, style] of HIDDEN) {
  test(`nobody sees ${what}`, async (t) => {
    t.equal(seen(`<p style="${style}">hidden</p><p>seen</p>`), 'seen');
  });
}

const SEEN = [
  'opacity: 0.5',
  'font-size: 10px',
  'max-height: 0',
  'margin-left: -20px',
  'height:100px;overflow:hidden',
];
for (const style of SEEN) {
  test(`everybody sees what has the style "${style}"`, async (t) => {
    t.equal(seen(`<p style="${style}">seen</p>`), 'seen');
  });
}

const SHEETS: [what: string, sheet: string, isHidden: boolean][] = [
  ['a class', '.x { display: none }', true],
  ['a class of the element, among others', 'b.y, P.X{display:none!important}', true],
  ['an id that Outlook has renamed', '@import "a.css"; #x_i{visibility:hidden}', true],
  ['a rule behind a comment', '/* } */ p{} /**/.x{display:none}', true],
  ['a class of another element', 'div.x{display:none}', false],
  ['a class on paper only', '@media print { .x{display:none} .y{color:red} }', false],
  ['a class inside of another', '.a .x{display:none}', false],
  ['a rule in a comment that does not end', '/* .x{display:none}', false],
  ['a rule that hides nothing', '.x{color:red}}', false],
];
for (const [what, sheet, isHidden] of SHEETS) {
  test(`a style sheet ${isHidden ? 'hides' : 'does not hide'} ${what}`, async (t) => {
    t.equal(seen(`<style>${sheet}</style><p class="a x" id="i">words</p>`), isHidden ? '' : 'words');
  });
}

test('what is hidden ends with its element, also where that ends without saying so', async (t) => {
  t.equal(seen('<div><p>one <p style="display:none">hidden<p>two</div>'), 'onetwo');
});

test('styles without end are looked through in no time', async (t) => {
  const startedMs = performance.now();
  const { hide } = readStyles(`${'<style>'.repeat(70_000)}${'/*{'.repeat(100_000)}`);
  t.notOk(hide('p', { style: 'max-height:0;'.repeat(40_000) }, false));
  t.ok(performance.now() - startedMs < 2_000);
});
