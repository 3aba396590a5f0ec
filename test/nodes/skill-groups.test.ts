import assert from 'node:assert/strict';
import type { Change } from '../../lib/model';
import { agentFilter } from '../../nodes/following/agent-filter';
import { callFilter } from '../../nodes/following/call-filter';
import { findAgents, findCalls } from '../../nodes/lookup/lookup';
import { lookupQuery } from '../../nodes/lookup/lookup-query';
import { Feed } from '../model/feed';

const SALES = {
  fltPeripheralID: 5000,
  peripheralNumber: 2,
  skillGroupSkillTargetID: 6002,
  peripheralName: 'Sales.North',
};

describe('a skill group in filters and lookups', () => {
  let feed: Feed;
  let told: Change[];
  beforeEach(() => {
    feed = new Feed();
    feed.tell('CONFIG_SKILL_GROUP_EVENT', { records: [{ recordType: 'CONFIG_RECORD_ADD', ...SALES }] });
    const agent = { agentID: '1', agentExtension: '2001', agentInstrument: '2001', mrdid: 1, skillGroupNumber: 2 };
    feed.tell('AGENT_STATE_EVENT', { ...agent, agentState: 'AGENT_STATE_AVAILABLE' });
    told = [...feed.changes];
    const announced = { routerCallKeyDay: 152_000, routerCallKeyCallID: 17, agentInstrument: '2001' };
    feed.tell('AGENT_PRE_CALL_EVENT', { ...announced, skillGroupNumber: 2, skillGroupID: 6002 });
    told.push(...feed.changes);
    feed.begin(7, '2001');
    feed.ring(7, '2001', { skillGroupNumber: 2 });
    told.push(...feed.changes);
  });

  for (const typed of ['2', '6002', 'sales*', 'Support, Sales.North']) {
    it(`is meant by ${typed}`, () => {
      const { directory } = feed.model.agents;
      const isAgent = agentFilter({ changes: ['agent.ready'], skillGroup: typed }, directory);
      const isCall = callFilter({ changes: ['call.preCall', 'call.ringing'], skillGroup: typed }, directory);
      const chosen = told.filter((one) => (one.kind === 'agent' ? isAgent(one) : isCall(one)));
      assert.deepEqual(
        chosen.map(({ topic }) => topic),
        ['agent.ready', 'call.preCall', 'call.ringing'],
      );
      const query = lookupQuery({}, { skillGroup: typed });
      assert.equal(findCalls(feed.model, query).length, 1);
      assert.equal(findAgents(feed.model, query).length, 1);
    });
  }

  for (const typed of ['3', 'Sales', '600?1']) {
    it(`is not meant by ${typed}`, () => {
      const { directory } = feed.model.agents;
      const isAgent = agentFilter({ changes: ['agent.ready'], skillGroup: typed }, directory);
      const isCall = callFilter({ changes: ['call.preCall', 'call.ringing'], skillGroup: typed }, directory);
      assert.ok(!told.some((one) => (one.kind === 'agent' ? isAgent(one) : isCall(one))));
      const query = lookupQuery({}, { skillGroup: typed });
      assert.deepEqual([...findCalls(feed.model, query), ...findAgents(feed.model, query)], []);
    });
  }

  it('is looked for by its number also where no configuration names it', () => {
    feed.ring(7, '2002', { skillGroupNumber: 9 });
    assert.equal(findCalls(feed.model, lookupQuery({}, { skillGroup: 9 })).length, 1);
  });

  it('aside, an agent is found on every peripheral that has the id', () => {
    const other = { agentID: '1', peripheralID: 5002, agentExtension: '3001', mrdid: 1 };
    feed.tell('AGENT_STATE_EVENT', { ...other, agentState: 'AGENT_STATE_AVAILABLE' });
    const find = (payload: object) => findAgents(feed.model, lookupQuery({ what: 'agents' }, payload));
    assert.equal(find({ agent: '1' }).length, 2);
    assert.equal(find({ agent: '1', peripheralID: 5002 })[0]?.agentExtension, '3001');
  });
});
