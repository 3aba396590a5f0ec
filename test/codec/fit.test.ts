import assert from 'node:assert/strict';
import { Codec } from '../../lib/codec';

describe('fitting a payload to a version', () => {
  const openConf = {
    invokeID: 1,
    departmentID: 0,
    sessionType: 'ACTIVE',
    peripherals: [{ fltPeripheralID: 5000, multilineAgentControl: 0 }],
  };

  it('leaves out what the version lacks', () => {
    assert.deepEqual(new Codec({ version: 25 }).fit('OPEN_CONF', openConf), openConf);
    assert.deepEqual(new Codec({ version: 20 }).fit('OPEN_CONF', openConf), {
      invokeID: 1,
      departmentID: 0,
      peripherals: openConf.peripherals,
    });
    assert.deepEqual(new Codec({ version: 13 }).fit('OPEN_CONF', openConf), { invokeID: 1 });
  });

  it('takes the form of the version', () => {
    const both = { invokeID: 1, status: 10, failureCode: 10, peripheralErrorCode: 0 };
    assert.deepEqual(new Codec({ version: 23 }).fit('FAILURE_CONF', both), { invokeID: 1, status: 10 });
    assert.deepEqual(new Codec({ version: 24 }).fit('FAILURE_CONF', both), {
      invokeID: 1,
      failureCode: 10,
      peripheralErrorCode: 0,
    });
  });
});
