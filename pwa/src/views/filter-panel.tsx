/** The filters of the directory, opened below the search box. */
import type { Filters } from "../directory/filter.ts";
import { CATEGORIES, categoryWords, languageWords } from "../directory/words.ts";
import { t } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Form, Select } from "../parts/field.tsx";

interface Props {
  readonly filters: Filters;
  readonly languages: readonly string[];
  readonly found: string;
  readonly onChange: (filters: Filters) => void;
  readonly onDone: () => void;
}

export const FilterPanel = ({ filters, languages, found, onChange, onDone }: Props) => (
  <div class="card">
    <Form label={t("Filters")} onSubmit={onDone}>
      <Select
        label={t("Kind of help")}
        value={filters.category}
        choices={[
          { value: "", label: t("Any") },
          ...CATEGORIES.map((value) => ({ value, label: categoryWords(value) })),
        ]}
        onChange={(category) => onChange({ ...filters, category })}
      />
      <Select
        label={t("Language spoken")}
        value={filters.language}
        choices={[
          { value: "", label: t("Any") },
          ...languages.map((value) => ({ value, label: languageWords(value) })),
        ]}
        onChange={(language) => onChange({ ...filters, language })}
      />
      <div class="stack">
        <Check
          label={t("Free")}
          checked={filters.isFree}
          onChange={(isFree) => onChange({ ...filters, isFree })}
        />
        <Check
          label={t("Open now")}
          checked={filters.isOpenNow}
          onChange={(isOpenNow) => onChange({ ...filters, isOpenNow })}
        />
        <Check
          label={t("Does not bring in the police")}
          checked={filters.isWithoutPolice}
          onChange={(isWithoutPolice) => onChange({ ...filters, isWithoutPolice })}
        />
      </div>
      <Button submits kind="main" wide>
        {t("Show {found}", { found })}
      </Button>
    </Form>
  </div>
);
