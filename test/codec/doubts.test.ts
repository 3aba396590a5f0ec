/** Where the editions of the guide disagree: what a reader accepts and what is written. */
import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';
import { present } from './present';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const decode = (version: number, frame: string, options = {}) =>
  present(new Codec({ version, ...options }).decode(hex(frame)).payload);

describe('doubts of the guide', () => {
  it('FAILURE_CONF by length, whatever the version', () => {
    for (const version of [14, 23, 24, 25]) {
      assert.deepEqual(decode(version, '00000008 00000001 00000005 0000000a'), {
        invokeID: 5,
        status: 'E_CTI_DEVICE_IN_USE',
      });
      assert.deepEqual(decode(version, '0000000a 00000001 00000005 000a 00000007'), {
        invokeID: 5,
        failureCode: 'E_CTI_DEVICE_IN_USE',
        peripheralErrorCode: 7,
      });
    }
  });

  it('FAILURE_CONF is written in the form whose fields are given', () => {
    const codec = new Codec({ version: 24 });
    assert.equal(codec.encode('FAILURE_CONF', { invokeID: 5, status: 10 }).length, 16);
    assert.equal(codec.encode('FAILURE_CONF', { invokeID: 5, failureCode: 10, peripheralErrorCode: 0 }).length, 18);
    assert.throws(() => codec.encode('FAILURE_CONF', { invokeID: 5 }), {
      code: 'CTI_MISSING_FIELD',
      field: 'failureCode',
    });
  });

  it('CONFIG_REQUEST_EVENT by length, with and without ConfigMsgMask and CustomerID', () => {
    const short = { configInformation: ['CONFIG_MSG_AGENT_MASK'], peripheralID: 5000 };
    const long = { ...short, configMsgMask: ['CONFIG_MSG_SERVICE_MASK'] };
    for (const version of [15, 23, 24]) {
      const customer = version < 20 ? '8304 00000001' : '00830004 00000001';
      const size = version < 20 ? 6 : 8;
      const frame = (body: string) => `${hex(body).length.toString(16).padStart(8, '0')} 000000e8 ${body}`;
      assert.deepEqual(decode(version, frame('00000004 00001388')), short);
      assert.deepEqual(decode(version, frame('00000004 00000001 00001388')), long);
      assert.deepEqual(decode(version, frame(`00000004 00001388 ${customer}`)), { ...short, customerID: 1 });
      assert.deepEqual(decode(version, frame(`00000004 00000001 00001388 ${customer}`)), { ...long, customerID: 1 });
      const codec = new Codec({ version });
      assert.equal(codec.encode('CONFIG_REQUEST_EVENT' as string, { ...short, customerID: 1 }).length, 8 + 8 + size);
      assert.equal(codec.encode('CONFIG_REQUEST_EVENT' as string, { ...long, customerID: 1 }).length, 8 + 12 + size);
    }
  });

  it('OPEN_CONF of version 23 may already carry SessionType', () => {
    const fixed = '00000001 00000010 00000000 00000000 00000000 0001 0011 0009 00000000';
    const peripherals = '00e40002 0001 00d00004 00001388 00e00002 0000';
    const expected = { fltPeripheralID: 5000, multilineAgentControl: 'SINGLE_LINE_ONLY' };
    const frame = (body: string) => `${hex(body).length.toString(16).padStart(8, '0')} 00000004 ${body}`;
    const without = decode(23, frame(`${fixed} ${peripherals}`)) as Record<string, unknown>;
    const withType = decode(23, frame(`${fixed} 0001 ${peripherals}`)) as Record<string, unknown>;
    assert.deepEqual([without.sessionType, without.peripherals], [undefined, [expected]]);
    assert.deepEqual([withType.sessionType, withType.peripherals], ['ACTIVE', [expected]]);
  });

  it('OPEN_CONF of version 24 needs SessionType, of version 22 it has none', () => {
    const openConf = {
      invokeID: 1,
      servicesGranted: 0,
      monitorID: 0,
      pgStatus: 0,
      icmCentralControllerTime: 0,
      peripheralOnline: true,
      peripheralType: null,
      agentState: 'AGENT_STATE_UNKNOWN',
      departmentID: 0,
    };
    const encode = (version: number, payload: object) => new Codec({ version }).encode('OPEN_CONF' as string, payload);
    assert.throws(() => encode(24, openConf), { code: 'CTI_MISSING_FIELD', field: 'sessionType' });
    assert.throws(() => encode(22, { ...openConf, sessionType: 1 }), { code: 'CTI_UNKNOWN_FIELD' });
    assert.equal(encode(23, { ...openConf, sessionType: 1 }).length, encode(23, openConf).length + 2);
  });

  it('network recording has two numberings, by option', () => {
    const payload = {
      invokeID: 1,
      peripheralID: 5000,
      connectionCallID: 1,
      connectionDeviceIDType: 0,
      connectionDeviceID: 'x',
    } as const;
    const tables = [
      ['messageTable', 267],
      ['fieldTables', 268],
    ] as const;
    for (const [networkRecording, number] of tables) {
      const codec = new Codec({ version: 24, networkRecording });
      const frame = codec.encode('START_NETWORK_RECORDING_REQ', payload as never);
      assert.equal(frame.readUInt32BE(4), number);
      assert.equal(codec.decode(frame).topic, 'START_NETWORK_RECORDING_REQ');
    }
    assert.equal(
      new Codec({ version: 24, networkRecording: 'fieldTables' }).numberOf('NETWORK_RECORDING_TARGET_INFO_EVENT'),
      275,
    );
  });

  it('tag 185 is AutoWork', () => {
    const payload = decode(15, '0000000a 000000ec 0001 b702 0000 b902 0001');
    assert.deepEqual(payload, { numRecords: 1, records: [{ recordType: 'CONFIG_RECORD_ADD', autoWork: true }] });
  });

  it('CTIClientSignature of AGENT_STATE_EVENT comes under tag 3 or tag 23', () => {
    const fixed = '00'.repeat(62);
    for (const tag of ['0003', '0017']) {
      const payload = decode(20, `00000044 0000001e ${fixed} ${tag}0002 7800`) as Record<string, unknown>;
      assert.equal(payload.ctiClientSignature, 'x');
    }
  });

  it('arrays come as one field with all elements or as repeated fields', () => {
    const head = '000c 000000ed 0001 00b70002 0000';
    const one = '003e0008 00000065 00000066 00400004 0001 0002';
    const repeated = '003e0004 00000065 00400002 0001 003e0004 00000066 00400002 0002';
    const skills = [
      { fltSkillGroupNumber: 101, fltSkillGroupPriority: 1 },
      { fltSkillGroupNumber: 102, fltSkillGroupPriority: 2 },
    ];
    for (const body of [one, repeated]) {
      const frame = `0000 ${head} ${body}`;
      const length = hex(frame).length - 8;
      const payload = decode(20, `${length.toString(16).padStart(8, '0')} ${frame.slice(9)}`) as {
        records: { skills: unknown }[];
      };
      assert.deepEqual(payload.records[0]?.skills, skills);
    }
  });

  it('CALLTYPE 27 and CALLTYPE_NON_ACD depend on the version', () => {
    const codec = (version: number) => new Codec({ version });
    const request = {
      invokeID: 1,
      peripheralID: 1,
      connectionDeviceIDType: 0,
      connectionCallID: 1,
      callType: 'CALLTYPE_NON_ACD',
      connectionDeviceID: 'x',
    } as const;
    const callType = (version: number) =>
      codec(version)
        .encode('SET_CALL_DATA_REQ', request as never)
        .readUInt16BE(8 + 18);
    assert.deepEqual([callType(18), callType(19)], [27, 38]);
  });
});
