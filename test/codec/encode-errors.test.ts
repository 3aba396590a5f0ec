import assert from 'node:assert/strict';
import { Codec, CtiError } from '../../lib/codec';

const codec = new Codec({ version: 24 });

const SET_CALL_DATA = {
  invokeID: 7,
  peripheralID: 5000,
  connectionDeviceIDType: 'CONNECTION_ID_STATIC',
  connectionCallID: 16778229,
  connectionDeviceID: '1001.1',
};

/** A change to a good SET_CALL_DATA_REQ, the code it gives, and what the text must name. */
const CASES: [change: Record<string, unknown>, code: string, field: string, text: RegExp][] = [
  [{ invokeID: undefined }, 'CTI_MISSING_FIELD', 'invokeID', /InvokeID/],
  [{ connectionDeviceID: undefined }, 'CTI_MISSING_FIELD', 'connectionDeviceID', /required/],
  [{ callVariable11: 'x' }, 'CTI_UNKNOWN_FIELD', 'callVariable11', /callVariable10/],
  [{ CallVariable1: 'x' }, 'CTI_UNKNOWN_FIELD', 'CallVariable1', /write callVariable1/],
  [{ callVariable1: 42 }, 'CTI_INVALID_FIELD', 'callVariable1', /42 is not a string/],
  [{ callVariable1: null }, 'CTI_INVALID_FIELD', 'callVariable1', /null is not a string/],
  [{ callVariable1: 'a\0b' }, 'CTI_INVALID_FIELD', 'callVariable1', /end the string/],
  [{ callVariable1: '漢' }, 'CTI_INVALID_FIELD', 'callVariable1', /windows-1252/],
  [{ callVariable1: 'x'.repeat(41) }, 'CTI_FIELD_TOO_LONG', 'callVariable1', /at least 42 bytes.*at most 41/],
  [{ peripheralID: 'five' }, 'CTI_INVALID_FIELD', 'peripheralID', /"five".*0 to 4294967295/],
  [{ peripheralID: 1.5 }, 'CTI_INVALID_FIELD', 'peripheralID', /whole number/],
  [{ peripheralID: -1 }, 'CTI_OUT_OF_RANGE', 'peripheralID', /-1/],
  [{ peripheralID: 4294967296 }, 'CTI_OUT_OF_RANGE', 'peripheralID', /or null for none/],
  [{ campaignID: null }, 'CTI_INVALID_FIELD', 'campaignID', /null/],
  [{ callType: 'CALLTYPE_ACD' }, 'CTI_UNKNOWN_CONSTANT', 'callType', /CallType.*CALLTYPE_ACD_IN/],
  [{ callType: 70000 }, 'CTI_OUT_OF_RANGE', 'callType', /65535/],
  [{ callType: {} }, 'CTI_INVALID_FIELD', 'callType', /constant of CallType or its number, or null/],
  [{ namedVariables: ['x'] }, 'CTI_INVALID_FIELD', 'namedVariables', /by name/],
  [{ namedVariables: { 'user.a': 5 } }, 'CTI_INVALID_FIELD', 'namedVariables["user.a"]', /string/],
  [{ namedVariables: { 'user.a': 'x'.repeat(211) } }, 'CTI_FIELD_TOO_LONG', 'namedVariables["user.a"]', /212.*211/],
  [
    { namedVariables: { ['user.'.padEnd(33, 'x')]: 'v' } },
    'CTI_FIELD_TOO_LONG',
    `namedVariables["${'user.'.padEnd(33, 'x')}"]`,
    /at least 34 bytes.*at most 33/,
  ],
  [{ namedVariables: { '': 'x' } }, 'CTI_INVALID_FIELD', 'namedVariables', /name/],
  [{ namedArrays: { 'user.b': 'x' } }, 'CTI_INVALID_FIELD', 'namedArrays["user.b"]', /array of strings/],
  [{ namedArrays: { 'user.b': [null, 7] } }, 'CTI_INVALID_FIELD', 'namedArrays["user.b"][1]', /string/],
  [{ unknownFields: [{ tag: 70000, data: Buffer.alloc(1) }] }, 'CTI_INVALID_FIELD', 'unknownFields[0].tag', /65535/],
  [{ unknownFields: [{ tag: 999, data: 5 }] }, 'CTI_INVALID_FIELD', 'unknownFields[0].data', /Buffer/],
];

describe('encoding refuses', () => {
  for (const [change, code, field, text] of CASES) {
    it(`${JSON.stringify(change).slice(0, 60)}: ${code}`, () => {
      assert.throws(
        () => codec.encode('SET_CALL_DATA_REQ' as string, { ...SET_CALL_DATA, ...change }),
        (error) => {
          assert.ok(error instanceof CtiError);
          assert.equal(error.code, code, error.message);
          assert.equal(error.field, field);
          assert.match(error.message, text);
          assert.match(error.message, /SET_CALL_DATA_REQ/);
          return true;
        },
      );
    });
  }

  it('more than 2,000 bytes of ECC data', () => {
    const named = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`user.v${i}`, 'x'.repeat(200)]));
    assert.throws(() => codec.encode('SET_CALL_DATA_REQ' as string, { ...SET_CALL_DATA, namedVariables: named }), {
      code: 'CTI_TOO_MUCH_DATA',
      field: 'namedVariables',
      message: /2000/,
    });
  });

  it('a message above 12,500 bytes', () => {
    const unknownFields = [{ tag: 999, data: Buffer.alloc(12_490) }];
    assert.throws(() => codec.encode('SET_CALL_DATA_REQ' as string, { ...SET_CALL_DATA, unknownFields }), {
      code: 'CTI_MESSAGE_TOO_LONG',
      message: /12500/,
    });
  });

  it('items of a list, naming the item', () => {
    const conf = {
      invokeID: 1,
      newConnectionCallID: 2,
      newConnectionDeviceIDType: 0,
      lineHandle: 0,
      lineType: null,
      newConnectionDeviceID: 'x',
    };
    const parties = (item: unknown) => () =>
      codec.encode('TRANSFER_CALL_CONF' as string, {
        ...conf,
        parties: [{ connectedPartyCallID: 1 }, item],
      });
    assert.throws(parties({ connectedPartyCallID: 'x' }), {
      code: 'CTI_INVALID_FIELD',
      field: 'parties[1].connectedPartyCallID',
    });
    assert.throws(parties({ partyID: 1 }), { code: 'CTI_UNKNOWN_FIELD', field: 'parties[1].partyID' });
    assert.throws(parties('x'), { code: 'CTI_INVALID_FIELD', field: 'parties[1]' });
    const many = Array.from({ length: 17 }, () => ({ connectedPartyCallID: 1 }));
    assert.throws(() => codec.encode('TRANSFER_CALL_CONF' as string, { ...conf, parties: many }), {
      code: 'CTI_OUT_OF_RANGE',
      field: 'parties',
    });
  });

  it('reserved numbers, unknown names, messages and fields of another version', () => {
    const old = new Codec({ version: 18 });
    assert.throws(() => codec.encode('MESSAGE_TYPE_66' as string, { body: Buffer.alloc(0) }), {
      code: 'CTI_RESERVED_MESSAGE',
    });
    assert.throws(() => codec.encode('MAKE_A_CALL' as string, {}), {
      code: 'CTI_UNKNOWN_MESSAGE',
      message: /MAKE_A_CALL/,
    });
    assert.throws(() => codec.encode('toString' as string, {}), { code: 'CTI_UNKNOWN_MESSAGE' });
    assert.throws(() => old.encode('CONFIG_MRD_EVENT' as string, {}), { code: 'CTI_NOT_IN_VERSION', message: /20/ });
    assert.throws(() => old.encode('OPEN_CONF' as string, { sessionType: 'ACTIVE' }), { code: 'CTI_UNKNOWN_FIELD' });
  });

  it('the field whose tag no edition prints', () => {
    const open = {
      invokeID: 1,
      versionNumber: 24,
      idleTimeout: 120,
      peripheralID: null,
      servicesRequested: 16,
      callMsgMask: 0,
      agentStateMask: 0,
      configMsgMask: 0,
      clientID: 'x',
      clientPassword: '',
    };
    assert.throws(() => codec.encode('OPEN_REQ' as string, { ...open, uniqueInstanceID: 'a' }), {
      code: 'CTI_UNKNOWN_TAG',
      field: 'uniqueInstanceID',
    });
    assert.ok(codec.encode('OPEN_REQ' as string, open).length > 52);
  });

  it('a password without showing it', () => {
    const secret = 'S3cret'.repeat(20);
    const request = () =>
      codec.encode('OPEN_REQ' as string, {
        invokeID: 1,
        versionNumber: 24,
        idleTimeout: 120,
        peripheralID: null,
        servicesRequested: 16,
        callMsgMask: 0,
        agentStateMask: 0,
        configMsgMask: 0,
        clientID: 'x',
        clientPassword: secret,
      });
    assert.throws(
      request,
      (error) => error instanceof CtiError && error.field === 'clientPassword' && !error.message.includes('S3cret'),
    );
  });
});

describe('encoding accepts', () => {
  const bytes = (change: object) =>
    codec.encode('SET_CALL_DATA_REQ' as string, { ...SET_CALL_DATA, ...change }).toString('hex');

  it('the constant, its number, and null for none', () => {
    assert.equal(bytes({ callType: 'CALLTYPE_ACD_IN' }), bytes({ callType: 1 }));
    assert.equal(bytes({ callType: null }), bytes({ callType: 'NULL_CALLTYPE' }));
    assert.equal(bytes({ connectionCallID: null }), bytes({ connectionCallID: 0xffffffff }));
  });

  it('numeric strings for numbers', () => assert.equal(bytes({ campaignID: '12' }), bytes({ campaignID: 12 })));

  it('masks as constants, numbers or both', () => {
    const open = (servicesRequested: unknown) =>
      codec
        .encode('OPEN_REQ' as string, {
          invokeID: 1,
          versionNumber: 24,
          idleTimeout: null,
          peripheralID: null,
          servicesRequested,
          callMsgMask: 0,
          agentStateMask: 0,
          configMsgMask: 0,
          clientID: 'x',
          clientPassword: '',
        })
        .toString('hex');
    assert.equal(open(['CTI_SERVICE_ALL_EVENTS', 4]), open(0x14));
    assert.equal(open('0x14'), open(0x14));
  });

  it('counts left out, and a count given as it is', () => {
    assert.equal(
      bytes({ namedVariables: { 'user.a': 'b' } }),
      bytes({ namedVariables: { 'user.a': 'b' }, numNamedVariables: 1 }),
    );
    assert.notEqual(
      bytes({ namedVariables: { 'user.a': 'b' } }),
      bytes({ namedVariables: { 'user.a': 'b' }, numNamedVariables: 9 }),
    );
  });

  it('bytes as Buffer, as JSON shows a Buffer, and as text', () => {
    const buffer = Buffer.from('abc');
    assert.equal(bytes({ userToUserInfo: buffer }), bytes({ userToUserInfo: 'abc' }));
    assert.equal(bytes({ userToUserInfo: JSON.parse(JSON.stringify(buffer)) }), bytes({ userToUserInfo: buffer }));
  });
});
