/**
 * Common first names in English and Spanish, folded: lower case, without accents.
 *
 * A name that is also a word of either language is left out ("mark", "rose", "luz", "angel"):
 * a warning that is often wrong is soon read by nobody.
 */
export const FIRST_NAMES = `
aaron abigail adam adrian adriana agustin aiden alan alberto alejandra alejandro alex alexa
alexander alexandra alexis alfonso alfredo alice alicia alison allison alonso alvaro amanda amelia
amy ana andrea andres andrew andy angela angelica angelina anita ann anna anne anthony antonia
antonio araceli ariana armando arthur arturo ashley audrey barbara beatriz becky ben benjamin
bernardo beth betty beverly billy blake bobby bonnie bradley brandon brenda brian brianna brittany
bruce bryan caleb cameron camila carl carla carlos carmen carol carolina caroline carolyn carrie
catalina catherine cecilia cesar charles charlie charlotte cheryl chloe chris christian christina
christine christopher cindy claudia claudio connie connor courtney craig cristian cristina cynthia
daniel daniela danielle danny darlene dave david debbie deborah debra delia denise dennis derek
diana diane diego donald donna doris dorothy douglas dylan edgar edgardo edith eduardo edward
edwin eleanor elena elias elijah elisa elizabeth ella ellen elsa emilio emily emma enrique eric
erica erika erin ernesto esteban estela esther ethan eugene eva evan evelyn ezequiel fabian fatima
federico felipe felix fernanda fernando frances francisca francisco gabriel gabriela gary george
gerald gerardo gilberto gina gladys gonzalo graciela greg gregory guadalupe guillermo gustavo
hailey hannah harold heather hector helen henry hilda hugo humberto ian ignacio irene irma
isaac isabel isabella ismael ivan ivonne jackie jacob jacqueline jaime james jamie jane janet
janice jasmine jason javier jeff jeffrey jennifer jenny jeremy jerry jesse jessica jill jim jimmy
joan joanna joaquin joe joel john johnny jonathan jorge jose josefina joseph josh joshua juan
juana juanita judith judy julia julian juliana julie julio justin karen karina karla katherine
kathleen kathy katie kayla keith kelly ken kenneth kevin kim kimberly kristen kristina kyle larry
laura lauren lawrence leah lena leonardo leonor leslie leticia liam lidia liliana lily lisa lorena
lorenzo louis lucas lucia luis luisa lupita lydia madison magdalena manuel manuela marcela marcelo
marco marcos margaret margarita maria mariana maribel marie marilyn mario marisol maritza marlene
marta martha martin marvin mary mateo mathew matthew mauricio megan melanie melissa michael
michelle miguel mike miranda miriam moises monica nancy natalia natalie nathan nicholas nicolas
nicole noah noemi nora norma octavio olga oliver olivia omar orlando oscar pablo pamela paola
patricia patricio patrick patty paul paula paulina pedro peggy peter phil philip phillip rachel
rafael ralph ramiro ramon randy raquel raul raymond rebeca rebecca reyna ricardo richard rick
robert roberto rodolfo rodrigo rogelio roger rolando ronald rosalinda roxana roy ruben rudolfo
russell ruth ryan samantha samuel sandra santiago sara sarah saul scott sean sebastian sergio
shannon sharon sheila shirley silvia simon sofia sonia sophia stacy stella stephanie stephen steve
steven susan susana susie sylvia tamara tania tara taylor teresa terry thelma theresa thomas
tiffany tim timothy tina todd tom tomas tommy tony tracy travis trevor tyler valentina valeria
vanessa veronica vicente victor vincent viviana walter wanda wayne wendy william willie xavier
ximena yadira yesenia yolanda zachary zoe
`;
