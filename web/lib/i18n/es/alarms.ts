import type { ChannelName, ChannelProblem } from '#vigia/db/channels.ts';
import type { AlarmKind } from '#vigia/db/schema/sources.ts';

/** Each kind: its name, what it means, and what to do next. */
const kinds: Record<AlarmKind, { name: string; means: string; next: string }> = {
  blocked: {
    name: 'La plataforma cerró el paso',
    means:
      'Pidió un captcha, iniciar sesión o esperar. La vía está en pausa y lo que no se leyó cuenta como dato faltante.',
    next: 'No hace falta hacer nada si pasa una vez. Si se repite, baje la cadencia de los términos, pase a una interfaz oficial o traiga los enlaces con Importar.',
  },
  auth_expired: {
    name: 'La credencial fue rechazada',
    means: 'La plataforma ya no acepta la clave o el token: venció, fue revocado o le falta un permiso.',
    next: 'Genere otra credencial en la plataforma, reemplácela en la vía y pruebe la conexión: la pausa termina sola.',
  },
  quota_exhausted: {
    name: 'Se agotó la cuota',
    means: 'La cuenta con la plataforma llegó a su límite o falta un pago.',
    next: 'Revise la cuenta con la plataforma. Los recorridos siguen cuando se renueve la cuota.',
  },
  budget_spent: {
    name: 'Se agotó el presupuesto de un término',
    means: 'El término gastó lo que se le asignó este mes y descansa hasta el próximo.',
    next: 'Suba el presupuesto del término si debe seguir este mes; si no, no hay nada que hacer.',
  },
  layout_changed: {
    name: 'Una página cambió de forma',
    means: 'La plataforma contestó, pero Vigía no reconoce la página. No significa que no haya publicaciones.',
    next: 'Descargue la página guardada y mándela a quien mantiene Vigía. Se cierra sola con el primer recorrido completo.',
  },
  low_yield: {
    name: 'Mucho menos de lo habitual',
    means:
      'El recorrido terminó, pero encontró muy pocas publicaciones para este término. Puede ser cierto, o que la página haya cambiado.',
    next: 'Abra la página guardada y compare con lo que ve en la plataforma. Si de verdad hay poco, cierre la alarma con una nota.',
  },
  evidence_fault: {
    name: 'La evidencia no coincide',
    means: 'Un archivo guardado ya no es el que se registró, o falta.',
    next: 'No use esa evidencia en reportes. Ejecute «npx vigia verify» y recupere el archivo de una copia de respaldo.',
  },
};

const names: Record<ChannelName, string> = { email: 'Correo', webhook: 'Webhook' };

const channelProblems: Record<ChannelProblem, string> = {
  incomplete: 'Faltan datos para enviar. Complételos y guarde.',
  demo: 'En la demostración no sale nada de esta máquina. Solo se permite un servidor nombrado en VIGIA_PRIVATE_HOSTS.',
  address_refused:
    'La dirección no se permite: debe ser pública y con https. Un servidor de la red interna tiene que estar en VIGIA_PRIVATE_HOSTS.',
  unreachable: 'El servidor no contesta. Revise el nombre, el puerto y que la red deje salir.',
  timeout: 'El servidor no contestó a tiempo. Revise el puerto y el tipo de cifrado.',
  certificate:
    'El cifrado no se pudo establecer: el certificado no es válido para ese nombre o el puerto usa otro tipo.',
  login_refused: 'El servidor rechazó el usuario o la contraseña.',
  sender_refused: 'El servidor no acepta ese remitente.',
  recipient_refused: 'El servidor no acepta a uno o más destinatarios. Revise la lista.',
  answer_refused: 'El servidor contestó que no. El código dice por qué.',
  secret_lost: 'El secreto guardado no se puede abrir con la llave de este servidor. Escríbalo otra vez.',
  unexpected: 'Algo inesperado detuvo el envío. Dé el código a quien opera el servidor.',
};

const fields: Record<string, { label: string; hint?: string; choices?: Record<string, string> }> = {
  host: { label: 'Servidor SMTP', hint: 'Por ejemplo correo.example.gob.mx' },
  port: { label: 'Puerto', hint: '587 con STARTTLS, 465 con TLS, 25 en un relevo interno.' },
  security: {
    label: 'Cifrado',
    choices: {
      starttls: 'STARTTLS, obligatorio',
      tls: 'TLS desde el inicio',
      none: 'Ninguno (solo relevo interno sin contraseña)',
    },
  },
  user: { label: 'Usuario' },
  password: { label: 'Contraseña' },
  from: { label: 'Remitente', hint: 'Una dirección que ese servidor acepte.' },
  to: { label: 'Destinatarios', hint: 'Hasta 20 direcciones separadas por comas.' },
  language: { label: 'Idioma de los avisos', choices: { es: 'Español', en: 'Inglés' } },
  url: { label: 'Dirección (https)', hint: 'Recibe un POST con JSON.' },
  secret: {
    label: 'Secreto de la firma',
    hint: 'Empieza con whsec_. Lo da quien recibe, o créelo con: echo whsec_$(openssl rand -base64 32).',
  },
};

export const alarms = {
  title: 'Alarmas',
  lead: 'Lo que impide leer y necesita a una persona. Mientras una siga abierta faltan datos; nunca significa «no hay publicaciones».',
  badge: (count: string) => `${count} alarmas abiertas`,
  kinds,
  open: 'Abiertas',
  history: 'Historial',
  emptyTitle: 'Ninguna alarma abierta',
  emptyText: 'Nada impide leer por las vías encendidas. Si algo lo impide, aparece aquí con lo que hay que hacer.',
  noHistory: 'Todavía no se ha cerrado ninguna alarma.',
  what: 'Qué pasó',
  since: 'Desde',
  last: 'La última vez',
  times: (count: number, shown: string) => (count === 1 ? 'una vez' : `${shown} veces`),
  term: 'Término',
  way: 'Vía',
  means: 'Qué significa',
  next: 'Qué hacer',
  run: 'Ver el recorrido',
  page: 'Descargar la página guardada',
  settings: 'Abrir la vía',
  told: (channels: string) => `Avisado por ${channels}`,
  untold: 'Nadie fue avisado fuera de estas páginas',
  detail: 'Detalle técnico',
  close: {
    action: 'Cerrar',
    note: 'Nota',
    hint: 'Qué encontró o qué hizo. Queda en el historial, a su nombre.',
    done: 'La alarma quedó cerrada. Si vuelve a pasar, se abre otra.',
    long: 'La nota pasa de 500 caracteres.',
  },
  closed: 'Cerrada',
  closedBy: (name: string) => `por ${name}`,
  settled: 'se resolvió sola',
  older: 'Anteriores',
  channels: {
    title: 'Avisos',
    manage: 'Configurar avisos',
    lead: 'A quién se avisa fuera de estas páginas. Las alarmas de un mismo rato van en un solo mensaje, y ningún canal habla más de una vez cada cinco minutos. Los mensajes no llevan publicaciones, nombres ni términos.',
    names,
    leads: {
      email: 'Un correo con qué pasó, en qué vía y desde cuándo, con un enlace a estas páginas.',
      webhook: 'Un POST con JSON firmado según Standard Webhooks, para un sistema de guardia o un chat.',
    } satisfies Record<ChannelName, string>,
    on: 'Encendido',
    off: 'Apagado',
    enable: 'Avisar por este canal',
    sent: 'Último mensaje',
    neverSent: 'ninguno',
    problem: 'El último intento falló',
    nextTry: 'Se intenta otra vez',
    fields,
    problems: {
      email: 'No parece una dirección de correo.',
      emails: 'Escriba de una a 20 direcciones de correo separadas por comas.',
      port: 'El puerto va de 1 a 65535.',
      host: 'No es el nombre de un servidor.',
      url: 'No es una dirección completa que empiece con https://',
      https: 'Use https. Sin cifrado solo se permite un servidor de la red interna que esté en VIGIA_PRIVATE_HOSTS.',
      cleartext: 'Sin cifrado no se manda una contraseña. Elija STARTTLS o TLS, o quite el usuario y la contraseña.',
    },
    failures: channelProblems,
    test: {
      title: 'Mensaje de prueba',
      lead: 'Se manda con lo que está guardado, aunque el canal esté apagado.',
      run: 'Mandar un mensaje de prueba',
      again: 'Mandar otro',
      ok: 'El mensaje de prueba salió. Revise que haya llegado.',
    },
    saved: (name: string) => `${name}: los cambios están guardados. Mande un mensaje de prueba.`,
    none: 'Nadie recibe avisos de las alarmas fuera de estas páginas.',
    set: 'Elegir a quién se avisa',
  },
};
