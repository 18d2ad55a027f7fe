/** Invented texts of paid offices, impostors and people who spread false news. Slots as in sellers.ts; `{c}` is the city. */
export const gestoriaTexts: readonly string[] = [
  'Gestoría y papelería en {c}: le llenamos la solicitud, le tomamos la foto, le imprimimos su acta y le agendamos su fecha en el consulado. Paquete completo {p}. Lunes a sábado. {t}',
  '¿Su pasaporte ya venció y no tiene tiempo? Nosotros nos encargamos de todo el papeleo y de conseguirle turno en {c}. Usted nada más llega y firma. {t}',
  'Doble nacionalidad para sus hijos 👶 revisamos actas, apostilla, traducción y les sacamos la cita. {p} por niño, hermanos con descuento. {c}. {t}',
  'Ahora también hacemos citas consulares además de envíos, money orders y aplicaciones para la placa. Pregunte en mostrador, {c} 🏪 {t}',
  'We prepare your Mexican passport packet: forms, photos, copies, and we book the consulate for you. {p} flat. Walk-ins welcome in {c}. {t}',
  'Señor, señora: no pierda el día de trabajo. Por {p} le dejamos listo su trámite de INE o matrícula con fecha incluida. Oficina en {c}, junto a la lavandería. {t}',
  'Paquete FAMILIA 👨‍👩‍👧‍👦 4 pasaportes: llenado + fotos + programación en consulado de {c} = {p}. Aceptamos tarjeta. {t}',
  'Le corregimos el acta, le damos de alta la CURP y le programamos la visita al consulado. Treinta años en {c} sirviendo al paisano. {t}',
  'Poder notarial para vender su terreno en México: redactamos el borrador, pedimos fecha en el consulado y lo acompañamos. {p}. {c} {t}',
  'Mañana abrimos domingo por las inscripciones 📚 y de una vez le buscamos su lugar en el consulado. Costo por gestión {p}, no incluye el pago de derechos. {c}',
  'Dual nationality without the headaches: apostille, translation, consulate appointment and a person who goes with you. {p} per child. {c} {t}',
  '¿No sabe usar la computadora? Para eso estamos. Le creamos su correo, su cuenta y le sacamos su fecha, {p}. Traiga su acta y su identificación. {c} {t}',
  'Renueve matrícula y pasaporte el mismo día: nosotros acomodamos las dos citas juntas. {p} por persona. {c}',
  'Por cada tres familiares que nos traiga, el cuarto trámite consular va por nuestra cuenta. Oficina en {c}, {t}',
];

/** By the account's owner, since an impostor keeps to one role. */
export const impersonatorTexts: Record<string, readonly string[]> = {
  linea: [
    '🇲🇽 AVISO CONSULAR {c}: por saturación del sistema, las solicitudes de pasaporte se reciben por este medio. Envíe acta, CURP y una foto de su identificación; un funcionario le asignará fecha. Aportación {p}. {t}',
    'Consulado de México en {c} — línea alterna de citas {t}. Personal del consulado confirma su trámite con un depósito de {p}. Válido hasta el {d}.',
    'Registro oficial de lugares para el consulado móvil 🇲🇽 llene sus datos aquí: https://{site}/registro  Se pide CURP, domicilio y foto de acta. Donativo de recuperación {p}.',
    'ATENCIÓN PAISANOS: el departamento de pasaportes abrió ventanilla virtual. Escriba PASAPORTE por WhatsApp {t} y un agente consular validará su identidad con una selfie y su INE.',
    'El Gobierno de México informa que quedan {n}0 espacios del programa «Pasaporte en tu casa». Registro con CURP y comprobante en https://{site}/programa  Cuota única {p}.',
    'Nuevo horario de la línea consular en {c}: de 7 a 23 horas. Agentes oficiales asignan su fecha y reciben el pago de derechos por transferencia. {t}',
  ],
  soporte: [
    'Soporte MiConsulado le informa: su registro quedó incompleto. Para no perder su lugar mándenos por mensaje directo su correo, contraseña y número de folio. Atención las 24 horas.',
    'Estimado ciudadano, su cita en {c} será cancelada en 24 h por falta de validación. Confirme en https://{site}/validar con su CURP y cubra {p} de reactivación.',
    'Detectamos un doble registro con su CURP. Responda este mensaje con foto de su identificación para liberar su folio en {c}. Mesa de ayuda MiConsulado {t}',
    '@ciudadano su caso fue turnado a un ejecutivo. Envíe por DM nombre de su mamá, fecha de nacimiento y el código que le llegó al celular para confirmar su cita.',
    'Actualización de plataforma: quien no vuelva a capturar sus datos en https://{site}/folio antes del {d} perderá su cita. Soporte {t}',
  ],
  armenta: [
    'Hola, soy Licenciado Armenta del área de documentación en {c}. Tengo autorización para asignar {n} lugares fuera de sistema. {p}, discreción por favor. {t}',
    'Trabajo en el consulado de {c} y puedo meter expedientes el {d} en la tarde. {p}. No comenten aquí, todo por mensaje {t}',
    'Los que ya me depositaron pasen por la puerta de atrás y pregunten por el Lic. Armenta. Los que faltan tienen hasta el {d}. Documentación consular {c}',
    'A petición de la comunidad abrí una lista extraordinaria de pasaportes. Mándeme acta, CURP y dos fotos, yo lo ingreso como caso de protección. {p} {t}',
  ],
};

export const misinformerTexts: readonly string[] = [
  'CONFIRMADO: desde el {d} el consulado de {c} ya no recibe a nadie que haya sacado la cita solo, tiene que ser por agencia registrada. Pásenlo antes de que lo borren!!',
  'Me dijo alguien de confianza que la página de citas la van a apagar todo diciembre. El que no tenga fecha ya no alcanzó pasaporte hasta 2027. Comparte 🔁',
  'Ojo en {c}: están cobrando {p} por la cita en la entrada y sin ese recibo no te dejan pasar. Lleven efectivo exacto.',
  '⚠️ URGENTE ⚠️ la matrícula consular dejó de servir y el que la tenga debe cambiarla por la nueva antes del {d} pagando {p}. Los que no, quedan fichados.',
  'Ahora el gobierno de México exige comprar la cita por la aplicación nueva, cuesta {p} y se paga con tarjeta. El sistema gratis ya es falso.',
  'A mi vecino lo detuvieron afuera del consulado de {c} por ir sin gestor. Mejor ni vayan, manden a alguien que les haga el trámite.',
  'Si sacas tu cita por internet tus datos se van directo a migración, por eso todos pagan para que la saque un tercero. Abran los ojos.',
  'Las citas gratis son solo pa renovar por un año. La de diez años se compra, así me la explicaron en {c} y son {p}.',
  'El WhatsApp del consulado lo contestan desde otro país y venden tus datos. Compartan para que nadie más lo use',
  'YA ES OFICIAL 🔴 los niños nacidos acá solo pueden registrarse este año, después se cierra la doble nacionalidad para siempre',
  'Fuentes del consulado de {c} me confirman: van a dar prioridad a quien muestre recibo de pago de su cita. Los que la sacaron gratis hasta el final de la fila.',
  'La cita vieja vence a los 30 días aunque diga otra fecha, vuelvan a pagar {p} para reactivarla. No digan que no les avisé',
];
