/**
 * When one of a group of fields is needed, by the words of the definition (`requireOneOf`). What is needed always has
 * no words.
 */
export const CONDITION_WORDS: { readonly [when: string]: string } = {
  'AgentState is login or logout': 'to log in or out',
  'AgentState is login or logout and SSOEnabled is not 1': 'to log in or out without single sign-on',
  'All Events or Peripheral Monitor client': 'in a session with All events or Peripheral monitor',
  'All Events or Peripheral Monitor client and distribution to supervisor or team':
    'to a supervisor or team, in a session with All events or Peripheral monitor',
  DISTRIBUTE_TO_CLIENT: 'to one client',
};
