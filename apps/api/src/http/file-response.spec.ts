import { contentDisposition } from './file-response.js';

describe('the name of a file that is saved', () => {
  it.each([
    {
      name: 'notice.pdf',
      header: `attachment; filename="notice.pdf"; filename*=UTF-8''notice.pdf`,
      why: 'plain',
    },
    {
      name: '李.pdf',
      header: `attachment; filename="_.pdf"; filename*=UTF-8''%E6%9D%8E.pdf`,
      why: 'Chinese',
    },
    {
      name: `O'Brien (1).pdf`,
      header: `attachment; filename="O'Brien (1).pdf"; filename*=UTF-8''O%27Brien%20%281%29.pdf`,
      why: 'an apostrophe',
    },
    {
      name: 'a"; x="b',
      header: `attachment; filename="a_; x=_b"; filename*=UTF-8''a%22%3B%20x%3D%22b`,
      why: 'a quotation mark',
    },
    {
      name: 'a\r\nset-cookie: x=1',
      header: `attachment; filename="a__set-cookie: x=1"; filename*=UTF-8''a%0D%0Aset-cookie%3A%20x%3D1`,
      why: 'a line end',
    },
    {
      name: 'a\ud800',
      header: `attachment; filename="a_"; filename*=UTF-8''a%EF%BF%BD`,
      why: 'half a character',
    },
  ])('with $why', ({ name, header }) => {
    expect(contentDisposition(name)).toBe(header);
  });
});
