import { cleanPastedLine, cleanPastedText, saysSomething } from './pasted-text.js';

const NOTHING = ['', ' \n\t', '\u00a0', '\u2060', '\u3164', '\u{E0001}', '\uffff', '\u{1FFFE}', '\u115f\u1160\uffa0', '\u2800',
  '\ufe0f', '\u200d\u200c', '\ufff9', '\u{1D159}', '\u{E0100}', '\u0000', '\u180e', '\ufdd0', '\u034f']; // prettier-ignore

describe('a pasted text', () => {
  it.each(
    NOTHING.map((text) => ({ text, of: [...text].map((letter) => letter.codePointAt(0)?.toString(16)) })),
  )('of $of has nothing to see and counts as empty', ({ text }) => {
    expect(saysSomething(text)).toBe(false);
    expect([cleanPastedText(text), cleanPastedLine(`${text} ${text}`)]).toEqual(['', '']);
  });

  it.each(['a', '李', '-', '👩‍🦰', 'می‌خواهم', 'é', '\u3164a', '.'])('“%s” has something to see', (text) => {
    expect(saysSomething(text)).toBe(true);
    expect(cleanPastedText(text)).toBe(text);
  });

  it('loses marks of direction, and keeps its line ends', () => {
    expect(cleanPastedText('a\u202efdp.exe\u000bb')).toBe('afdp.exe\nb');
    expect(cleanPastedLine('a\u202e\tb')).toBe('a b');
  });
});
