/** Who works in the demo workspace. The password is public: the demo never leaves this machine. */
import type { Role } from '../db/schema/people.ts';

export const demoPassword = 'citas-gratis-2026';

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
}

export const demoPeople: readonly DemoPerson[] = [
  { email: 'analista@vigia.example', name: 'Ximena Analista', role: 'analyst' },
  { email: 'enlace@vigia.example', name: 'Bruno Enlace', role: 'liaison' },
  { email: 'direccion@vigia.example', name: 'Inés Dirección', role: 'leadership' },
  { email: 'auditoria@vigia.example', name: 'Saúl Auditoría', role: 'auditor' },
  { email: 'admin@vigia.example', name: 'Admin de la demostración', role: 'administrator' },
];
