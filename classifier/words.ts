/** Words that ads take apart or disguise, and number words, in the normalised spelling (no accents). */
export const keyWords: ReadonlySet<string> = new Set(
  `cita citas sita sitas zita zitas citaz citita consulado konsulado konzulado consulao consul konsul consular consulares konsular consu
   consulmex miconsulado pasaporte pasaportes pazaporte passaporte pasaport passport passports matricula matriculas matrikula
   matriqula matri doble dobles nacionalidad oficina appointment appointments appt appts apoinment slots inbox imbox
   inbos whatsapp whats wasap guatsap agendar agenda agendo saco sacamos consigo tramite tramites turno turnos lugar
   lugares espacio espacios disponible disponibles gestoria poder ine acta actas lavanderia raleigh dallas houston
   oklahoma chicago atlanta denver confirmacion garantizada garantizado urgente seguro rapido soporte error solicitud
   envie mande info llame texto dolares precio mensaje zelle cashapp express citasconsulado vendo venta
   hago hacemos gratis paisano paisanos lunes martes jueves viernes sabado facil`
    .split(/\s+/)
    .filter(Boolean),
);

// prettier-ignore
const units: Record<string, number> = {
  cero: 0, uno: 1, un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10,
  once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, dieciseis: 16, diecisiete: 17, dieciocho: 18, diecinueve: 19,
  veinte: 20, veintiuno: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26,
  veintisiete: 27, veintiocho: 28, veintinueve: 29, treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70,
  ochenta: 80, noventa: 90, cien: 100, ciento: 100, doscientos: 200, trescientos: 300, quinientos: 500,
  zero: 0, oh: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11,
  twelve: 12, fifteen: 15, twenty: 20, thirty: 30, forty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
  hundred: 100, sero: 0, sinco: 5, seiz: 6, treze: 13, dies: 10, sien: 100, sinkuenta: 50, cincuentita: 50,
};

/** Spanish and English number words with their values. */
export const numberWords: ReadonlyMap<string, number> = new Map(Object.entries(units));
