import type { Mode, ReadUnit } from '#vigia/crawler/source.ts';
import type { NotTried } from '#vigia/db/connection-tests.ts';

const modes: Record<Mode, string> = {
  official_api: 'Interfaz oficial',
  public_page: 'Página pública',
  supplied_by_staff: 'La trae el personal',
};

const modesExplained: Record<Mode, string> = {
  official_api: 'La plataforma la ofrece para esto, con su propia credencial y sus condiciones.',
  public_page: 'Vigía abre la página como cualquier visitante, sin cuenta y diciendo quién es.',
  supplied_by_staff: 'No se consulta a nadie: una persona trae el archivo o el enlace.',
};

const robots = {
  obeyed: 'Vigía no lee lo que cada sitio pide no leer (robots.txt).',
  not_applicable: 'Se usa con credencial y condiciones propias, que la Secretaría acepta al contratarla.',
  operator_decides:
    'La plataforma pide a los programas que no entren (robots.txt). Leerla es una decisión de la Secretaría, no de Vigía.',
};

/** What each host asks for, as it was read on the date that the way carries. Others get the sentence about robots alone. */
const positions: Record<string, string> = {
  'google-serp':
    'El robots.txt de Google pide no leer «/search». Sus condiciones no permiten consultas automáticas sin permiso. Vigía pregunta despacio, sin cuenta, y no resuelve captchas: cuando Google cierra el paso, se detiene.',
  'google-cse':
    'Interfaz de búsqueda programable de Google. Solo para clientes que ya la tenían; Google anunció que termina el 1 de enero de 2027. El uso se paga por consulta.',
  'google-vertex':
    'Búsqueda de Vertex AI en Google Cloud, la que Google propone en lugar de la programable. Busca en los sitios que se configuren en la consola, no en toda la web.',
  'brave-search':
    'Interfaz oficial del buscador Brave. Sus resultados no son los de Google. Las condiciones dicen cuánto tiempo se pueden conservar los resultados según el plan contratado.',
  'x-api':
    'Interfaz oficial de X, de pago por lectura. Las autoridades públicas declaran para qué la usan; sus condiciones prohíben vigilar a personas e inferir delitos de ellas. Vigía puntúa publicaciones, nunca cuentas.',
  'x-oembed':
    'Vista pública que X ofrece para incrustar una publicación. El robots.txt de X pide a los programas que no entren.',
  'facebook-page':
    'El robots.txt de Facebook pide a todos los programas que no entren, y un aviso suyo dice que recolectar datos de forma automática requiere permiso por escrito. Vigía lee solo páginas, grupos y publicaciones públicos que el personal indicó, sin cuenta.',
  'facebook-graph':
    'Interfaz oficial de Facebook. Leer páginas ajenas exige el permiso «Page Public Content Access», que Meta concede tras una revisión.',
};

const fields: Record<string, { label: string; hint?: string }> = {
  bearer_token: {
    label: 'Token de acceso (Bearer)',
    hint: 'En el portal de desarrolladores de X: proyecto, aplicación, «Bearer Token».',
  },
  api_key: {
    label: 'Clave de la interfaz (API key)',
    hint: 'La da la consola de la plataforma. Empieza y termina sin espacios.',
  },
  access_token: {
    label: 'Token de acceso',
    hint: 'Del sistema o de la página, con los permisos que dice la posición.',
  },
  engine_id: { label: 'Identificador del buscador' },
  'google-cse.engine_id': {
    label: 'Identificador del buscador (cx)',
    hint: 'En la consola de búsqueda programable, «ID del buscador».',
  },
  only_language: { label: 'Solo en el idioma del término (yes o no)' },
  project: { label: 'Proyecto de Google Cloud', hint: 'El identificador, no el nombre: por ejemplo sre-vigia-123.' },
  location: { label: 'Región', hint: 'global, us o eu. Vacío: global.' },
  serving_config: { label: 'Configuración de servicio', hint: 'Vacío: default_search.' },
  version: { label: 'Versión de la interfaz', hint: 'Por ejemplo v24.0. Vacío: la que Vigía conoce.' },
  service_account: {
    label: 'Cuenta de servicio (archivo JSON)',
    hint: 'Pegue el contenido completo del archivo de llave.',
  },
};

const problems = {
  required: 'Hace falta.',
  form: 'No tiene la forma esperada. Revise que esté completo y sin espacios ni comillas alrededor.',
  long: 'Es demasiado largo: pase solo el valor, no el archivo o la página que lo contiene.',
  control: 'Trae saltos de línea o caracteres invisibles. Pegue solo el valor.',
  choice: 'Elija una de las opciones.',
};

const notTried: Record<NotTried, string> = {
  off: 'No se probó: esta vía lee páginas que piden no entrar, y nadie la ha encendido todavía. Enciéndala primero, a sabiendas.',
  held: 'No se probó: la plataforma cerró el paso y la vía está en pausa. Espere, o use «Intentar ahora» si sabe que ya se resolvió.',
  busy: 'No se probó: otros recorridos ocupan esta plataforma. Pruebe otra vez en un minuto.',
  surprise: 'Algo inesperado detuvo la prueba. Dé el código a quien opera el servidor.',
};

const tested: Record<string, string> = {
  ok: 'La conexión funciona: la plataforma contestó y Vigía entendió la respuesta.',
  empty: 'La conexión funciona: la plataforma contestó, sin resultados para la pregunta de prueba.',
  login_wall: 'La plataforma pidió iniciar sesión. Vigía nunca entra con una cuenta; no hay nada que configurar.',
  captcha:
    'La plataforma pidió demostrar que hay una persona. Vigía no resuelve captchas: espere unas horas antes de probar otra vez.',
  consent: 'Apareció un aviso de consentimiento en lugar de resultados. Pruebe otra vez más tarde.',
  rate_limited: 'Hubo demasiadas solicitudes. La credencial sirve; espere y pruebe otra vez.',
  needs_js: 'La página llegó vacía. Revise que Chromium funcione: «npx vigia doctor» lo dice.',
  not_available: 'La dirección de prueba no existe o cambió. Revise los identificadores de los ajustes.',
  bad_query:
    'La plataforma no aceptó la pregunta: suele ser un identificador mal escrito. Revise los ajustes que no son secretos.',
  auth_expired:
    'La plataforma rechazó la credencial: está mal copiada, venció o le falta un permiso. Genere otra y reemplácela aquí.',
  quota_exhausted: 'La credencial sirve, pero se agotó la cuota o falta pago. Revise la cuenta con la plataforma.',
  layout_changed: 'La plataforma contestó algo que Vigía no entiende. Avise a quien mantiene Vigía.',
  network_error: 'No hubo conexión con la plataforma. Revise que el servidor pueda salir a internet.',
  secret_lost:
    'El secreto guardado no se puede abrir con la llave de este servidor. Escríbalo otra vez, o recupere la llave (docs/operations.md).',
  timeout: 'La plataforma no contestó a tiempo. Pruebe otra vez; si se repite, revise la red del servidor.',
  ...notTried,
};

const units: Record<ReadUnit, (count: number, shown: string) => string> = {
  post: (count, shown) => `${shown} ${count === 1 ? 'publicación' : 'publicaciones'}`,
  user: (count, shown) => `${shown} ${count === 1 ? 'cuenta' : 'cuentas'}`,
  query: (count, shown) => `${shown} ${count === 1 ? 'consulta' : 'consultas'}`,
};

export const sources = {
  title: 'Vías de acceso',
  lead: 'Por dónde llega lo que se recolecta. Cada vía dice qué es, qué pide la plataforma, y quién la encendió.',
  open: (name: string) => `Abrir ${name}`,
  mode: 'Cómo se lee',
  modes,
  modesExplained,
  robots,
  positions,
  fields,
  units,
  singlePosts: 'No recorre términos: lee publicaciones sueltas que otras vías o el personal señalan.',
  state: {
    on: 'Encendida',
    off: 'Apagada',
    undecided: 'Sin decidir',
    paused: 'En pausa',
    incomplete: 'Faltan datos',
    reconfirm: 'Por confirmar',
  },
  ends: (day: string) => `La plataforma la cierra el ${day}`,
  ended: (day: string) => `La plataforma la cerró el ${day}`,
  byEnvironment: (name: string) => `por el entorno del servidor (${name})`,
  by: (name: string) => `por ${name}`,
  pausedUntil: (reason: string) => `En pausa: ${reason}. Se vuelve a consultar`,
  walls: (count: number) =>
    count === 1 ? 'Cerró el paso una vez' : `Cerró el paso ${count} veces seguidas; cada una alarga la pausa`,
  tryNow: 'Intentar ahora',
  tryNowHint: 'Termina la pausa. Si la plataforma vuelve a cerrar el paso, la siguiente será más larga.',
  lastGood: 'Último recorrido completo',
  neverGood: 'ninguno en los últimos 30 días',
  cost: 'Gasto de este mes',
  noCost: 'sin costo por lectura',
  estimate: 'Estimado con la lista de precios',
  changed: 'Último cambio',
  missing: (names: string) => `Para encenderla falta: ${names}.`,
  position: {
    title: 'Qué pide la plataforma',
    readOn: (day: string) => `Leído el ${day} en`,
    notLive: 'Vigía todavía no se ha probado contra la plataforma real por esta vía.',
    accepted: 'Aceptada a sabiendas',
    acceptedBy: (name: string, day: string) => `por ${name} (lectura del ${day})`,
    again: 'La posición se leyó de nuevo después de esa decisión. Léala y confirme que la vía puede seguir encendida.',
  },
  switch: {
    title: 'Encender o apagar',
    on: 'Encender',
    onKnowingly: 'Encender a sabiendas',
    confirm: 'Confirmar',
    byServer:
      'La encendió la configuración del servidor. Confírmela para que la decisión quede a nombre de una persona.',
    off: 'Apagar',
    offHint: 'Lo ya recogido se conserva. Sus términos dejan de recorrerse, y eso cuenta como dato faltante.',
    accept: 'Leí lo que pide la plataforma, y tengo autorización de la Secretaría para que Vigía lea estas páginas.',
    acceptApi: 'Al encenderla confirma que la Secretaría aceptó las condiciones de esta interfaz.',
    recorded: 'Queda en la bitácora quién la encendió, cuándo, y qué lectura de la posición tenía delante.',
    unaccepted: 'Marque la casilla: esta vía solo se enciende a sabiendas.',
    readOnly: 'Solo quien administra Vigía enciende y apaga vías.',
    demo: 'En la demostración todas las páginas son nuestras y nada sale de esta máquina.',
  },
  settings: {
    title: 'Ajustes y secretos',
    none: 'Esta vía no necesita credenciales ni ajustes.',
    secretHint: 'Se guarda cifrado y no se vuelve a mostrar.',
    set: (time: string) => `Configurado el ${time}`,
    fromEnvironment: 'Configurado por el entorno del servidor',
    replace: 'Escriba uno nuevo para reemplazarlo, o deje el campo vacío.',
    remove: 'Quitarlo',
    optional: 'opcional',
    save: 'Guardar',
    invalid: 'No se guardó nada. Revise los campos señalados; los secretos hay que escribirlos otra vez.',
  },
  problems,
  test: {
    title: 'Probar la conexión',
    lead: 'Una sola pregunta pequeña a la plataforma, hecha con lo que está guardado.',
    costs: (usd: string) => `Leer para la prueba puede costar hasta ${usd}.`,
    run: 'Probar ahora',
    again: 'Probar otra vez',
    waiting: 'La prueba espera su turno…',
    running: 'Probando…',
    noWorker:
      'Nadie ha tomado la prueba: el proceso que recolecta («worker») no está en marcha. La prueba se hará en cuanto lo esté.',
    lost: 'La prueba no terminó. Pruebe otra vez.',
    stale: 'Esta prueba es anterior al último cambio.',
    detail: 'Detalle técnico',
    never: 'Todavía no se ha probado.',
  },
  results: tested,
  done: {
    on: 'La vía está encendida. Sus términos se recorren desde ahora.',
    off: 'La vía está apagada.',
    saved: 'Los ajustes están guardados. Pruebe la conexión.',
    released: 'La pausa terminó. El próximo recorrido sale en cuanto le toque.',
  },
};
