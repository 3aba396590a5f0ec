import { constantsOf } from '../../definitions';
import { badFrame, constant, i32, orNone, orNoneSigned, type Unknown, u16, u32, unknown } from './readers';
import { text } from './text';

const PERIPHERAL_TYPE = constantsOf('PeripheralType');
const AGENT_STATE = constantsOf('AgentState');
const AGENT_MODE = constantsOf('AgentMode');
const AGENT_AVAILABILITY_STATUS = constantsOf('AgentAvailabilityStatus');
const AGENT_CALL_DIRECTION = constantsOf('AgentCallDirection');

interface FltSkillGroup {
  fltSkillGroupNumber: number | null | undefined;
  fltSkillGroupID: number | null | undefined;
  fltSkillGroupPriority: number | undefined;
  fltSkillGroupState: string | number | null | undefined;
}

/** AGENT_STATE_EVENT, straight on: every key, absent ones undefined. */
export function agentState(b: Buffer, start: number, end: number): object {
  const body = start + 8;
  if (body + 62 > end) throw badFrame(end);
  const monitorID = u32(b, body);
  const peripheralID = orNone(u32(b, body + 4));
  const sessionID = u32(b, body + 8);
  const peripheralType = constant(PERIPHERAL_TYPE, u16(b, body + 12));
  const skillGroupState = constant(AGENT_STATE, u16(b, body + 14));
  const stateDuration = u32(b, body + 16);
  const skillGroupNumber = orNone(u32(b, body + 20));
  const skillGroupID = orNone(u32(b, body + 24));
  const skillGroupPriority = u16(b, body + 28);
  const agentState = constant(AGENT_STATE, u16(b, body + 30));
  const eventReasonCode = u16(b, body + 32);
  const mrdid = i32(b, body + 34);
  const numTasks = u32(b, body + 38);
  const agentMode = constant(AGENT_MODE, u16(b, body + 42));
  const maxTaskLimit = u32(b, body + 44);
  const icmAgentID = i32(b, body + 48);
  const agentAvailabilityStatus = constant(AGENT_AVAILABILITY_STATUS, u32(b, body + 52));
  const numFltSkillGroups = u16(b, body + 56);
  const departmentID = i32(b, body + 58);
  let ctiClientSignature: string | undefined;
  let agentID: string | undefined;
  let agentExtension: string | undefined;
  let activeTerminal: string | undefined;
  let agentInstrument: string | undefined;
  let duration: number | undefined;
  let nextAgentState: string | number | null | undefined;
  let direction: string | number | null | undefined;
  let fltSkillGroups: FltSkillGroup[] | undefined;
  let lastFltSkillGroup = -1;
  let maxBeyondTaskLimit: number | undefined;
  let agentIDLong: string | undefined;
  let unknownFields: Unknown[] | undefined;
  for (let p = body + 62; p < end; ) {
    if (p + 4 > end) throw badFrame(p);
    const tag = u16(b, p);
    const size = u16(b, p + 2);
    p += 4;
    if (p + size > end) throw badFrame(p);
    switch (tag) {
      case 3:
      case 23:
        ctiClientSignature = text(b, p, size);
        break;
      case 5:
        agentID = text(b, p, size);
        break;
      case 4:
        agentExtension = text(b, p, size);
        break;
      case 303:
        activeTerminal = text(b, p, size);
        break;
      case 6:
        agentInstrument = text(b, p, size);
        break;
      case 150:
        duration = u32(b, p);
        break;
      case 123:
        nextAgentState = constant(AGENT_STATE, u16(b, p));
        break;
      case 244:
        direction = constant(AGENT_CALL_DIRECTION, u32(b, p));
        break;
      case 62: {
        fltSkillGroups ??= [];
        if (lastFltSkillGroup < 0 || 0 <= lastFltSkillGroup)
          fltSkillGroups.push({
            fltSkillGroupNumber: undefined,
            fltSkillGroupID: undefined,
            fltSkillGroupPriority: undefined,
            fltSkillGroupState: undefined,
          });
        lastFltSkillGroup = 0;
        (fltSkillGroups[fltSkillGroups.length - 1] as FltSkillGroup).fltSkillGroupNumber = orNoneSigned(i32(b, p));
        break;
      }
      case 63: {
        fltSkillGroups ??= [];
        if (lastFltSkillGroup < 0 || 1 <= lastFltSkillGroup)
          fltSkillGroups.push({
            fltSkillGroupNumber: undefined,
            fltSkillGroupID: undefined,
            fltSkillGroupPriority: undefined,
            fltSkillGroupState: undefined,
          });
        lastFltSkillGroup = 1;
        (fltSkillGroups[fltSkillGroups.length - 1] as FltSkillGroup).fltSkillGroupID = orNone(u32(b, p));
        break;
      }
      case 64: {
        fltSkillGroups ??= [];
        if (lastFltSkillGroup < 0 || 2 <= lastFltSkillGroup)
          fltSkillGroups.push({
            fltSkillGroupNumber: undefined,
            fltSkillGroupID: undefined,
            fltSkillGroupPriority: undefined,
            fltSkillGroupState: undefined,
          });
        lastFltSkillGroup = 2;
        (fltSkillGroups[fltSkillGroups.length - 1] as FltSkillGroup).fltSkillGroupPriority = u16(b, p);
        break;
      }
      case 65: {
        fltSkillGroups ??= [];
        if (lastFltSkillGroup < 0 || 3 <= lastFltSkillGroup)
          fltSkillGroups.push({
            fltSkillGroupNumber: undefined,
            fltSkillGroupID: undefined,
            fltSkillGroupPriority: undefined,
            fltSkillGroupState: undefined,
          });
        lastFltSkillGroup = 3;
        (fltSkillGroups[fltSkillGroups.length - 1] as FltSkillGroup).fltSkillGroupState = constant(
          AGENT_STATE,
          u16(b, p),
        );
        break;
      }
      case 266:
        maxBeyondTaskLimit = u32(b, p);
        break;
      case 194:
        agentIDLong = text(b, p, size);
        break;
      default:
        unknownFields = unknown(unknownFields, tag, b, p, size);
    }
    p += size;
  }
  return {
    topic: 'AGENT_STATE_EVENT',
    payload: {
      monitorID,
      peripheralID,
      sessionID,
      peripheralType,
      skillGroupState,
      stateDuration,
      skillGroupNumber,
      skillGroupID,
      skillGroupPriority,
      agentState,
      eventReasonCode,
      mrdid,
      numTasks,
      agentMode,
      maxTaskLimit,
      icmAgentID,
      agentAvailabilityStatus,
      numFltSkillGroups,
      departmentID,
      ctiClientSignature,
      agentID,
      agentExtension,
      activeTerminal,
      agentInstrument,
      duration,
      nextAgentState,
      direction,
      fltSkillGroups,
      maxBeyondTaskLimit,
      agentIDLong,
      unknownFields,
    },
    cti: { number: 30, protocol: 25, length: end - body },
  };
}
