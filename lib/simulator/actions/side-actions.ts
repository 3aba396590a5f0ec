/** What happens to the two sides of the CTI Server. */
import { action } from './definition';
import { choice, field } from './fields';

const SIDE = { side: field(choice(['A', 'B']), 'which one') };

export const SIDE_ACTIONS = [
  action('switchSides', 'side', {
    about: 'The active side closes its sessions and the other one becomes active.',
    fields: {},
    run: (_, { simulator }) => {
      simulator.switchSides();
      return { active: simulator.active };
    },
  }),
  action('maintenance', 'side', {
    about: 'The active side asks its clients whether it may go, and hands over when all agree.',
    fields: {},
    run: async (_, { simulator }) => ({ ...(await simulator.maintenance()) }),
  }),
  action('stopSide', 'side', {
    about: 'The process of a side dies: its sockets are reset, its ports closed. The other one takes over.',
    fields: SIDE,
    run: async ({ side }, { simulator }) => {
      await simulator.stopSide(side);
      return { active: simulator.active };
    },
  }),
  action('startSide', 'side', {
    about: 'A side that died is back: on standby, or active if no other runs.',
    fields: SIDE,
    run: async ({ side }, { simulator }) => {
      await simulator.startSide(side);
      return { active: simulator.active };
    },
  }),
  action('cutLink', 'side', {
    about: 'The sides hear no more of each other: no switch, no maintenance; only the death of one is noticed.',
    fields: {},
    run: (_, { pair }) => void pair().cutLink(),
  }),
  action('restoreLink', 'side', {
    about: 'The sides hear of each other again.',
    fields: {},
    run: (_, { pair }) => void pair().restoreLink(),
  }),
] as const;
