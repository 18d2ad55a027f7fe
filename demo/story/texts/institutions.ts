/** Invented texts of consulates, press, helpers and honest businesses. Slots as in offices.ts. */
import type { Label } from '../../../classifier/score.types.ts';

export const consulateTexts: readonly string[] = [
  '📣 Este {d} liberamos nuevas citas para pasaporte y matrícula en {c}. Agenda sin costo en citas.sre.gob.mx o por WhatsApp al 424 309 0009. Nadie puede cobrarte por tu cita.',
  'El Consulado en {c} atenderá en horario extendido el {d} de 8:00 a 17:00. Trámites con cita y {n}0 lugares para adultos mayores sin cita.',
  'Consulado sobre ruedas: el {d} estaremos en el salón parroquial con pasaportes, matrículas e INE. Requisitos y registro gratuito en nuestra página.',
  '⚠️ No te dejes engañar: la cita es gratuita y personal. Si alguien te pide dinero por apartarla o dice trabajar con nosotros, repórtalo. #LaCitaEsGratis',
  'Tarifas 2026: pasaporte de 3 años 101 dólares, 6 años 137, 10 años 209. La cita no tiene costo. El pago se hace únicamente en ventanilla el día del trámite.',
  'El {d} permaneceremos cerrados por inventario. Las citas de ese día se reprogramaron y el aviso llegó al correo que registraste.',
  'Registro de nacimiento de hijas e hijos de mexicanos: trámite gratuito en {c}. Lleva actas originales e identificación vigente. Agenda en citas.sre.gob.mx',
  'Te esperamos en la Semana de Salud del Consulado en {c}: vacunas, presión y glucosa sin costo, no necesitas cita 💉',
  'Jornada sabatina en {c} este {d}. {n}00 espacios nuevos disponibles desde hoy a las 18:00 en el portal. Es gratis y lo haces tú.',
  'Identificamos cuentas que usan nuestro escudo y nombre para pedir documentos. Nuestras únicas cuentas son las verificadas. Nunca solicitamos contraseñas ni depósitos por WhatsApp.',
  'Si tu pasaporte venció y viajas por emergencia médica, escríbenos al área de protección. No necesitas intermediarios.',
  'Recuerda: puedes cancelar tu cita con 24 horas y alguien más la aprovecha. Cuidemos los espacios de nuestra comunidad 💚',
  'Cancelamos {n}0 citas de {c} registradas con el mismo correo. Los espacios volvieron al sistema hoy. Agenda solo a tu nombre.',
  'Hoy en el Consulado en {c}: taller gratuito para agendar desde tu celular, 16:00 horas, sala de espera. Trae tu correo electrónico.',
  'Free of charge: appointments at the Mexican consulate in {c} are booked only by you, at citas.sre.gob.mx or WhatsApp 424 309 0009.',
  'Cita para pasaporte: llega 15 minutos antes con original y copia. No hay fila rápida, no hay pases, nadie puede adelantarte.',
];

export const pressTexts: readonly string[] = [
  'Pagó {p} por una cita que no existía: la historia de doña Eulalia, quien viajó cuatro horas hasta el consulado de {c} y regresó sin pasaporte.',
  'Reportaje | Contamos 63 cuentas que ofrecen turnos del consulado mexicano en {c}. La mitad abrió hace menos de un mes. Ninguna aceptó hablar con nosotros.',
  'Cónsul en {c}: «la demanda subió 18 % y abrimos dos ventanillas más». Pide no recurrir a intermediarios.',
  'Vecinos de {c} acusan a una oficina de envíos de cobrarles {p} por tramitar citas consulares; el dueño asegura que solo cobra fotos y copias.',
  'Estas son las fechas del consulado móvil en {c} durante diciembre. Registro gratuito, cupo limitado.',
  'How resellers moved from Facebook groups to private chats after the last wave of takedowns. Our reporter spent a week inside one.',
  'Legisladores estatales discuten multar a quien revenda turnos de oficinas públicas; la propuesta no menciona a los consulados extranjeros.',
  'Abogada explica: qué hacer si diste tu CURP y tu acta a una página falsa del consulado. Congela tu crédito y levanta un reporte.',
  'Fila desde las 4 de la mañana afuera del consulado en {c}; la mayoría llegó con cita impresa, {n} la habían comprado.',
  '«Te la consigo en 24 horas»: así escriben quienes revenden citas consulares, según 200 mensajes que revisó esta redacción.',
  'Temporada decembrina: consulados esperan {n}0 mil trámites de pasaporte antes de Navidad y anuncian turnos sabatinos.',
  'Ask us anything about passports, matrícula and dual nationality: we sat down with the consul in {c} for an hour.',
];

/** What helpers write, with what each means. */
export const helperTexts: readonly { label: Label; text: string }[] = [
  {
    label: 'howto',
    text: 'Este {d} por la tarde enseñamos a sacar la cita del consulado en la computadora de la biblioteca. Gratis, trae tu correo y tu acta. {c}',
  },
  {
    label: 'howto',
    text: 'Hilo: cómo agendar tú mismo. 1) Entra a citas.sre.gob.mx 2) crea tu cuenta 3) elige oficina y trámite 4) revisa entre 6 y 8 pm, que es cuando sueltan. No pagues.',
  },
  {
    label: 'howto',
    text: 'En la Casa del Migrante les ayudamos a llenar su solicitud sin cobrar. No pedimos contraseñas. {c}, a un lado de la parroquia.',
  },
  {
    label: 'warning',
    text: 'OJO paisanos: la cuenta que anda ofreciendo fechas en este grupo con foto de bandera ya le quedó mal a tres familias. Tengo los recibos. No depositen.',
  },
  {
    label: 'warning',
    text: 'Si les piden selfie con su INE para «validar la cita» es robo de identidad. El consulado no hace eso. Comparto capturas tapadas.',
  },
  {
    label: 'warning',
    text: 'Me preguntaron cuánto se paga por la cita. Cero. Nada. Ni un dólar. Se paga el pasaporte, y se paga allá en la ventanilla.',
  },
  {
    label: 'howto',
    text: 'Tip: por WhatsApp al 424 309 0009 también dan citas y es gratis, a veces tarda en contestar pero contesta. Me salió para {c} en dos semanas.',
  },
  {
    label: 'warning',
    text: 'Les dejo la lista de cuentas que vimos revendiendo lugares esta semana, ya las reportamos todas. Hagan lo mismo: tres puntitos, reportar, fraude.',
  },
  {
    label: 'howto',
    text: 'Hoy salieron citas de {c} a las 7:58 de la noche, avisamos en cuanto las vemos. Nosotros no apartamos ni cobramos, nomás damos el pitazo.',
  },
  {
    label: 'howto',
    text: 'Requisitos para pasaporte por primera vez: acta certificada, identificación con foto y tu cita impresa o en el celular. Si te falta el acta, la imprimes en el quiosco del consulado.',
  },
  {
    label: 'warning',
    text: 'Captura de pantalla de un «funcionario» que pide {p} por meter expedientes por la tarde. El consulado de {c} ya confirmó que ahí no trabaja nadie con ese apellido.',
  },
];

/** Honest businesses, each with its own trade. */
export const legitTexts: Record<string, readonly string[]> = {
  polo: [
    'Raite al consulado de {c} los {d}, {p} ida y vuelta con parada para desayunar. Usted ya con su cita, yo nomás manejo 🚐 {t}',
    'Quedan {n} asientos para el viaje al consulado del {d}, salimos a las 5 am de la gasolinera. No sacamos citas, no me pregunten 😅 {t}',
    'Gracias a los que viajaron hoy, todos regresaron con su pasaporte. Próxima salida {d}. {p} {t}',
  ],
  maribel: [
    'Fotos tamaño pasaporte mexicano y americano, listas en 5 minutos. {p} el par. {c} {t}',
    'Taxes, ITIN y notary public en {c}. Cita para declarar impuestos de este año al {t}. Consulta {p}.',
    'Traducciones certificadas de actas, inglés-español. No tramitamos citas ni documentos ante el consulado. {c} {t}',
  ],
  paez: [
    'Abogada Aurora Páez: asilo, U-visa y ajuste de estatus. Consulta por cita {p}. No somos gestoría. {t}',
    'Si te detiene migración tienes derecho a llamar a tu consulado. Guarda el número. Orientación en mi oficina en {c}, {t}',
    'Esta semana hablamos en vivo de cómo leer tu aviso de corte. Consultas con cita al {t}.',
  ],
};

/** Near misses: other appointments, other papers. */
export const nearTexts: Record<string, readonly string[]> = {
  visas: [
    'Adelantamos tu cita de VISA AMERICANA en Monterrey y Guadalajara. {p}, pago al confirmar. {t}',
    'Llenado de DS-160 y simulacro de entrevista para tu visa de turista. {p}. {t}',
    'Cita del SAT para tu firma electrónica, nosotros la conseguimos desde México. {p} {t}',
  ],
  estetica: [
    'Citas disponibles este {d} ✂️ corte, tinte y uñas en {c}. Aparta con {p}. {t}',
    'Me cancelaron la cita de las {h}, ¿quién quiere uñas? {p} {t}',
    'Promo de quinceañera: peinado y maquillaje, agenda tu cita con anticipo de {p}. {t}',
  ],
};
