/**
 * What people type for a category, in English and Spanish, whatever the entry's language.
 * Folded already: lower case, no accents. Police stand in none: nobody is led there.
 */
const WORDS: Readonly<Record<string, string>> = {
  hotline: "hotline crisis line call help emergency linea de ayuda crisis telefono emergencia",
  shelter: "shelter safe house refuge bed emergency motel albergue refugio casa segura cama",
  legal:
    "legal lawyer attorney court protective protection order restraining custody divorce abogado abogada corte tribunal orden proteccion custodia divorcio ayuda legal",
  housing:
    "housing rent apartment home landlord eviction section vivienda renta alquiler casa apartamento desalojo",
  food: "food pantry groceries meals snap wic comida alimentos despensa banco cupones estampillas",
  money:
    "money cash bills utility financial fund compensation gas card dinero efectivo facturas fondo ayuda economica compensacion",
  health:
    "health doctor clinic medical nurse exam dentist salud doctor medico clinica enfermera hospital dentista",
  "mental-health":
    "counseling counselling therapy therapist mental support group trauma consejeria terapia terapeuta psicologo apoyo grupo salud mental",
  children:
    "children kids child care daycare youth school teens ninos ninas hijos guarderia cuidado jovenes escuela",
  immigration:
    "immigration visa vawa asylum green card status inmigracion migracion visa asilo papeles residencia",
  transport:
    "transport transportation ride rides bus gas taxi bus ticket transporte viaje aventon camion autobus gasolina",
  pets: "pets pet animal animals dog cat horse livestock vet mascotas mascota animales perro gato caballo",
  tribal: "tribal tribe native indigenous reservation nation tribu tribal nativo indigena",
  other: "other otro otros",
};

/** Words that lead to a category, and its own name. */
export const categoryTerms = (category: string): string => `${category} ${WORDS[category] ?? ""}`;
