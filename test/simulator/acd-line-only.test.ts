import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Constant } from '../../lib/protocol';
import { CONTACT_CENTRE } from '../../lib/simulator';
import { Monitor } from '../../lib/simulator/events/monitor';
import { everything } from '../../lib/simulator/events/scopes';
import { Call } from '../../lib/simulator/switch/call';
import { CallData } from '../../lib/simulator/switch/call-data';
import { Switch } from '../../lib/simulator/switch/switch';
import { ManualClock } from './manual-clock';

/** Source: the guide's heading "CTI Service Masks". */
describe('a monitor of a session with CTI_SERVICE_ACD_LINE_ONLY', () => {
  const world = new Switch({
    configuration: CONTACT_CENTRE,
    clock: new ManualClock(),
    speed: 1,
    tell: () => {},
  });
  const call = (...types: Constant<'DeviceIDType'>[]): Call => {
    const parties = types.map((type, i) => ({ number: String(i), type }));
    const [calling, called] = parties as [(typeof parties)[0], (typeof parties)[0]];
    const made = new Call({
      callID: 1,
      peripheral: CONTACT_CENTRE.peripherals[0],
      type: 'CALLTYPE_OTHER_IN',
      lineType: 'LINETYPE_INSIDE',
      calling,
      called,
      data: new CallData(),
    });
    for (const party of parties) made.join(party, 'LCS_CONNECT');
    return made;
  };
  const sees = (acdLineOnly: boolean, ...types: Constant<'DeviceIDType'>[]): boolean => {
    const masks = { callMsgMask: new Set<never>(), agentStateMask: new Set<never>() };
    const monitor = new Monitor(0, everything, masks, { acdLineOnly, ignoreDuplicates: false });
    return monitor.view(call(...types), world) !== undefined;
  };

  it('sees no call that is on other lines only', () => {
    assert.equal(sees(true, 'DEVID_EXTERNAL', 'DEVID_NON_ACD_DEVICE_IDENTIFIER'), false);
    assert.equal(sees(false, 'DEVID_EXTERNAL', 'DEVID_NON_ACD_DEVICE_IDENTIFIER'), true);
  });

  it("sees the call that an agent's line is part of", () => {
    assert.equal(sees(true, 'DEVID_AGENT_DEVICE', 'DEVID_NON_ACD_DEVICE_IDENTIFIER'), true);
    assert.equal(sees(true, 'DEVID_EXTERNAL', 'DEVID_AGENT_DEVICE'), true);
  });
});
