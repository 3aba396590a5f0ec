import assert from 'node:assert/strict';
import { CtiError } from '../../lib/codec';
import { masksFor } from '../../lib/protocol';
import { Bench } from './fake-network';

const RINGING = masksFor(['CALL_DELIVERED_EVENT', 'NETWORK_RECORDING_STARTED_EVENT']);
const STATES = masksFor(['AGENT_STATE_EVENT']);

describe('the events of a session', () => {
  const asked = (bench: Bench) => {
    const { callMsgMask, agentStateMask, configMsgMask } = bench.peer.payload('OPEN_REQ');
    return { callMsgMask, agentStateMask, configMsgMask };
  };

  it('are those of the options until others are chosen', () => {
    const bench = Bench.open();
    assert.equal(bench.session.chosenEvents, undefined);
    assert.equal(asked(bench).callMsgMask.length, 32);
  });

  it('are chosen for the next opening, while the present session stays as it is', async () => {
    const bench = Bench.open();
    bench.session.chooseEvents(RINGING);
    assert.equal(bench.session.status.state, 'open');
    assert.equal(bench.session.chosenEvents, undefined);
    const closed = bench.session.close();
    bench.peer.send('CLOSE_CONF', { invokeID: bench.peer.invokeID('CLOSE_REQ') });
    await closed;
    bench.session.open();
    bench.confirmOpen();
    assert.deepEqual(asked(bench), RINGING);
    assert.equal(bench.session.chosenEvents, RINGING);
    assert.deepEqual(
      bench.gaps.map(({ code, epoch }) => [code, epoch]),
      [['CTI_SESSION_CLOSED', 2]],
    );
  });

  it('are also asked for after an interruption, as they were chosen last', () => {
    const bench = Bench.open();
    bench.session.chooseEvents(RINGING);
    bench.session.chooseEvents(STATES);
    bench.peer.lose(new CtiError('CTI_CONNECTION_LOST', 'the peer closed it'));
    bench.confirmOpen();
    assert.deepEqual(asked(bench), STATES);
  });

  it('are without those that the protocol version lacks', () => {
    const bench = new Bench({ protocolVersion: 20 });
    bench.session.chooseEvents(RINGING);
    bench.session.open();
    bench.confirmOpen();
    assert.deepEqual(asked(bench).callMsgMask, ['CALL_DELIVERED_MASK']);
    assert.equal(bench.session.chosenEvents, RINGING);
  });
});
