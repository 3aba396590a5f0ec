import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';

function roundTrip(text: string, charset: string): { text: string | undefined; bytes: string } {
  const codec = new Codec({ version: 20, charset });
  const sent = codec.encode('CLIENT_EVENT_REPORT_REQ' as string, { invokeID: 1, state: 'NORMAL', text });
  const message = codec.decode(sent);
  return {
    text: message.topic === 'CLIENT_EVENT_REPORT_REQ' ? message.payload.text : undefined,
    bytes: sent.subarray(14 + 4).toString('hex'),
  };
}

describe('strings', () => {
  const cases: [charset: string, text: string, bytes: string][] = [
    ['windows-1252', 'Grüße €', '4772fcdf65208000'],
    ['windows-1251', 'Привет', 'cff0e8e2e5f200'],
    ['utf-8', 'Grüße €', '4772c3bcc39f6520e282ac00'],
    ['shift_jis', '日本', '93fa967b00'],
    ['gbk', '中文', 'd6d0cec400'],
  ];
  for (const [charset, text, bytes] of cases) {
    it(`${text} in ${charset}`, () => assert.deepEqual(roundTrip(text, charset), { text, bytes }));
  }

  it('every byte of windows-1252 keeps its character', () => {
    const codec = new Codec({ version: 20 });
    for (let byte = 1; byte < 256; byte++) {
      const value = byte.toString(16).padStart(2, '0');
      const frame = Buffer.from(`0000000c0000002000000001000000070002${value}00`, 'hex');
      const message = codec.decode(frame);
      assert.equal(codec.encode(message.topic as string, message.payload).toString('hex'), frame.toString('hex'));
    }
  });

  it('of every length up to 255, ASCII and not', () => {
    for (let n = 0; n < 255; n++) {
      for (const unit of ['x', 'é']) assert.equal(roundTrip(unit.repeat(n), 'windows-1252').text, unit.repeat(n));
    }
  });

  for (const charset of ['utf-16le', 'iso-2022-jp', 'klingon', '']) {
    it(`refuses the character set ${JSON.stringify(charset)}`, () => {
      assert.throws(() => new Codec({ charset }), { code: 'CTI_INVALID_OPTION', field: 'charset' });
    });
  }
});
