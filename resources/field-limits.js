// What is wrong with a value while it is typed: numbers out of range, texts that are too long in bytes.
window.CtiEditor ??= {};

(() => {
  const RANGES = {
    UCHAR: [0, 0xff],
    USHORT: [0, 0xffff],
    UINT: [0, 0xffffffff],
    INT: [-0x80000000, 0x7fffffff],
  };
  /** Character sets in which a character may take two bytes. */
  const WIDE = /^(?:shift_jis|gbk|gb18030|euc-kr|euc-jp|big5)$/i;

  /** How many bytes a text takes in a character set of cti-server. */
  CtiEditor.bytesOf = (text, charset) => {
    if (/^utf-?8$/i.test(charset ?? '')) return new TextEncoder().encode(text).length;
    const wide = WIDE.test(charset ?? '') ? [...text].filter((letter) => letter.codePointAt(0) > 0x7f).length : 0;
    return [...text].length + wide;
  };

  /** What a text may have at the most; undefined where there is no limit. A STRING's size counts its NUL. */
  CtiEditor.mostBytes = ({ type, max }) => {
    if (!max || !['STRING', 'UNSPEC', 'RAW'].includes(type)) return undefined;
    return type === 'STRING' ? max - 1 : max;
  };

  /**
   * @param typed { value, type } of a typed input; only what is given literally can be checked
   * Returns a sentence, or nothing where all is well.
   */
  CtiEditor.fieldProblem = (field, typed, charset) => {
    const text = (key, more) => RED._(`@ged188/node-red-cti/cti-request:cti-request.form.problem.${key}`, more);
    const { value, type } = typed ?? {};
    if (!value || /^\$\{[^}]+\}$/.test(value)) return undefined;
    if (type === 'str') {
      const most = CtiEditor.mostBytes(field);
      const used = CtiEditor.bytesOf(value, charset);
      return most !== undefined && used > most ? text('bytes', { used, most }) : undefined;
    }
    const range = RANGES[field.type];
    if (type !== 'num' || !range) return undefined;
    const [from, to] = range;
    const number = Number(value);
    if (!Number.isInteger(number)) return text('whole');
    return number < from || number > to ? text('range', { from, to }) : undefined;
  };
})();
