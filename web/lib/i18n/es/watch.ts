import type { Outcome } from '#vigia/crawler/source.ts';

/** What each outcome of a run means for staff, and what happens next. */
const outcomes: Record<Outcome, string> = {
  ok: 'La plataforma contestó y Vigía leyó los resultados hasta el final.',
  empty: 'La plataforma contestó y no tenía resultados para este término. También cuenta como cobertura.',
  login_wall:
    'La plataforma pidió iniciar sesión. Vigía nunca entra con una cuenta: use otra dirección pública o traiga los enlaces con Importar.',
  captcha:
    'La plataforma pidió demostrar que hay una persona. Vigía no resuelve captchas: espera y vuelve más tarde, más despacio.',
  consent:
    'Apareció un aviso de consentimiento en lugar de los resultados. Vigía lo intentará en el próximo recorrido.',
  rate_limited: 'La plataforma pidió esperar porque hubo muchas solicitudes. Vigía respeta la espera y vuelve sola.',
  needs_js: 'La página llegó vacía: solo se arma dentro de un navegador. Vigía lo intentará en el próximo recorrido.',
  not_available: 'La dirección no existe o dejó de ser pública. Revise el término.',
  removed_by_author: 'Quien publicó retiró lo que estaba en esta dirección. Revise el término.',
  removed_by_platform: 'La plataforma retiró lo que estaba en esta dirección. Revise el término.',
  author_suspended: 'La plataforma suspendió la cuenta de esta dirección. Revise el término.',
  author_gone: 'La cuenta de esta dirección ya no existe. Revise el término.',
  protected: 'La cuenta solo muestra sus publicaciones a quienes ella acepta. Vigía no las ve.',
  age_restricted: 'La página pide confirmar la edad con una cuenta. Vigía no la ve.',
  withheld: 'La plataforma no muestra esta página en el país desde donde se consulta.',
  bad_query: 'La plataforma no acepta esta búsqueda o la dirección no es de ella. Pause el término y agregue otro.',
  auth_expired: 'La credencial de la plataforma venció o fue rechazada. Avise a quien administra Vigía.',
  quota_exhausted: 'Se agotó la cuota contratada con la plataforma. Los recorridos siguen cuando se renueve.',
  layout_changed:
    'La página llegó con una forma que Vigía no conoce; se guardó una copia. Avise a quien administra Vigía.',
  network_error: 'No hubo conexión, o la plataforma falló. Vigía lo intentará en el próximo recorrido.',
};

const sources: Record<string, string> = {
  'google-serp': 'Google, página de resultados',
  'x-api': 'X, interfaz de búsqueda',
  'facebook-page': 'Facebook, página pública',
  import: 'archivo que trajo una persona',
};

const jobs: Record<string, string> = {
  crawl: 'Recorrido',
  classify: 'Clasificación',
  capture: 'Captura',
  import: 'Importación',
  export: 'Paquete de reporte',
  sweep: 'Repaso',
};

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

export const watch = {
  title: 'Vigilancia',
  lead: 'Qué se busca, dónde y cada cuánto. Lo que no se pudo leer cuenta como dato faltante, nunca como «no hay publicaciones».',
  tabs: {
    label: 'Partes de Vigilancia',
    terms: 'Términos',
    runs: 'Recorridos',
    coverage: 'Cobertura',
    sources: 'Vías',
    alarms: 'Alarmas',
    jobs: 'Trabajos',
  },
  outcomes,
  sources,
  coverage: {
    title: 'Cobertura',
    definition:
      'De los recorridos previstos, la parte que terminó completa o sin resultados. Lo que no llegó a recorrerse también falta.',
    platform: 'Plataforma',
    day: 'Hoy',
    week: 'Últimos 7 días',
    of: (covered: string, planned: string) => `${covered} de ${planned} previstos`,
    nothing: 'nada previsto',
    more: 'Cobertura por término y día',
  },
  held: {
    title: 'En espera',
    until: (source: string, reason: string) => `${source}: ${reason}. Se vuelve a consultar`,
  },
  terms: {
    title: 'Términos',
    term: 'Término',
    last: 'Último recorrido',
    action: 'Acción',
    never: 'Todavía sin recorridos',
    paused: 'en pausa',
    found: (found: number, fresh: number) =>
      `${plural(found, '1 encontrada', `${found} encontradas`)}, ${plural(fresh, '1 nueva', `${fresh} nuevas`)}`,
    every: (minutes: number) => {
      if (minutes % 1440 === 0) return minutes === 1440 ? 'cada día' : `cada ${minutes / 1440} días`;
      if (minutes % 60 === 0) return minutes === 60 ? 'cada hora' : `cada ${minutes / 60} horas`;
      return minutes === 1 ? 'cada minuto' : `cada ${minutes} minutos`;
    },
    pause: 'Pausar',
    resume: 'Reanudar',
    now: 'Recorrer ahora',
    runsOf: (query: string) => `Recorridos de «${query}»`,
    emptyTitle: 'Todavía no se vigila nada',
    emptyText:
      'Agregue el primer término: una frase para Google o X, o la dirección de una página, grupo o publicación pública de Facebook. El primer recorrido empieza enseguida.',
    readOnly: 'Su papel puede ver los términos, no cambiarlos.',
  },
  done: {
    added: (query: string) => `Se vigila «${query}». El primer recorrido empieza enseguida.`,
    paused: (query: string) => `«${query}» queda en pausa. Lo ya recogido se conserva.`,
    resumed: (query: string) => `Se vigila otra vez «${query}».`,
    asked: (query: string) => `Se pidió un recorrido de «${query}». Aparecerá en Recorridos.`,
  },
  form: {
    title: 'Agregar un término',
    platform: 'Plataforma',
    query: 'Frase o dirección',
    queryHint:
      'Google y X: una frase de 2 a 512 caracteres. Facebook: la dirección de una página, grupo o publicación pública.',
    place: 'País',
    language: 'Idioma',
    placeHint: 'País e idioma solo cambian la búsqueda de Google.',
    every: 'Cadencia',
    submit: 'Vigilar',
    suggestions: 'Propuestas',
    suggestionsHint: (month: string) =>
      `Frases propuestas en ${month}, sin probar todavía. Al elegir una se llena el formulario.`,
    problems: {
      short: 'Escriba al menos 2 caracteres.',
      long: 'El término pasa de 512 caracteres, que es lo que las plataformas aceptan. Quite palabras o divídalo en dos términos.',
      facebook_address:
        'En Facebook se vigila la dirección de una página, grupo o publicación pública, por ejemplo https://www.facebook.com/groups/123456. Facebook no muestra búsquedas sin sesión.',
      x_address: 'En X se vigila una frase, no una dirección. Para un enlace suelto use Importar.',
      invalid: 'Falta algún dato o no es uno de los que se ofrecen. Revise el formulario y envíelo otra vez.',
    },
  },
  runs: {
    title: 'Recorridos',
    lead: 'Cada consulta de un término a su plataforma, con el resultado que tuvo.',
    of: (query: string) => `Recorridos de «${query}»`,
    all: 'Todos los términos',
    filterPlatform: 'Plataforma',
    filterEnded: 'Resultado',
    filterDay: 'Día',
    ended: { all: 'Todos', covered: 'Con cobertura', missed: 'Sin cobertura' },
    planned: 'Previsto',
    platform: 'Plataforma y término',
    outcome: 'Resultado',
    found: 'Encontradas',
    fresh: 'Nuevas',
    duration: 'Duración',
    imported: 'Importación',
    open: 'Ver el recorrido',
    emptyTitle: 'No hay recorridos que mostrar',
    emptyText: 'Aquí aparece cada consulta a una plataforma en cuanto empieza. Agregue un término o quite los filtros.',
    emptyAction: 'Ir a los términos',
  },
  run: {
    title: 'Recorrido',
    source: 'Vía',
    term: 'Término',
    planned: 'Previsto',
    started: 'Empezó',
    finished: 'Terminó',
    duration: 'Duración',
    attempts: 'Intentos',
    found: 'Encontradas',
    fresh: 'Nuevas',
    detail: 'Detalle técnico',
    errorId: 'Código del error',
    evidence: 'Copia guardada (SHA-256)',
    running: 'El recorrido está en curso.',
    posts: 'Publicaciones de este recorrido',
    more: (shown: number) => `Se muestran las primeras ${shown}.`,
    nobody: 'Este recorrido no encontró publicaciones.',
    noText: 'sin texto',
    rank: 'Lugar',
  },
  jobs: {
    title: 'Trabajos',
    lead: 'Lo que la cola tiene por hacer, y lo que falló y espera a una persona.',
    name: 'Trabajo',
    waiting: 'En fila',
    active: 'En curso',
    delayed: 'Más tarde',
    failed: 'Fallidos',
    names: jobs,
    failures: 'Trabajos fallidos',
    subject: 'Sobre',
    reason: 'Motivo',
    attempts: 'Intentos',
    at: 'Falló',
    retry: 'Intentar de nuevo',
    retried: 'El trabajo volvió a la fila.',
    gone: 'Ese trabajo ya no está entre los fallidos. Recargue para ver cómo están las cosas ahora.',
    term: 'un término',
    report: 'un reporte',
    post: (id: string) => `publicación ${id}`,
    posts: (count: number) => plural(count, '1 publicación', `${count} publicaciones`),
    file: 'un archivo',
    none: '—',
    emptyText:
      'Ninguno. Los trabajos que agotan sus intentos aparecen aquí con su motivo, y se pueden mandar otra vez a la fila.',
    away: 'La cola no responde en este momento. Lo pendiente está en la base de datos y se retoma en cuanto vuelva.',
  },
};
