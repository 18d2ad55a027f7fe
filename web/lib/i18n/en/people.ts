import type { people as es } from '../es/people.ts';

export const people: typeof es = {
  title: 'People',
  lead: 'Who can enter Vigía and what they may do. What a person decided stays, even when their account is disabled.',
  name: 'Name',
  email: 'Email',
  role: 'Role',
  since: 'Since',
  state: 'State',
  active: 'active',
  disabled: 'disabled',
  you: 'you',
  action: 'Action',
  disable: 'Disable',
  enable: 'Enable',
  self: 'Nobody can disable their own account: ask another administrator.',
  done: {
    disabled: (name) => `The account of ${name} is disabled and its sessions were closed.`,
    enabled: (name) => `${name} can sign in again.`,
  },
  form: {
    title: 'Add a person',
    submit: 'Add',
    roles: {
      analyst: 'Reviews and decides; adds terms and imports.',
      liaison: 'Reviews, builds and approves reports, submits them to platforms.',
      leadership: 'Sees everything, changes nothing.',
      administrator: 'May do everything, accounts included.',
      auditor: 'Sees everything and the audit log, changes nothing.',
    },
    invalid: 'Write a name, a valid address and choose a role.',
  },
  password: {
    title: (name) => `Initial password of ${name}`,
    text: 'It is shown only once. Hand it over through a safe channel; Vigía does not keep it and cannot show it again.',
  },
};
