/** Which one change is to be made in all the entries that are chosen. */
import { useState } from "preact/hooks";
import { type BulkChange, REPLACEABLE, type Replaceable } from "../../directory/bulk.ts";
import type { Entry } from "../../directory/entry.ts";
import { languagesOf } from "../../directory/filter.ts";
import { STATES, type State } from "../../directory/listing.ts";
import { SERVED, servedWords } from "../../directory/served-words.ts";
import {
  CATEGORIES,
  categoryWords,
  languageWords,
  STATUSES,
  type Status,
  statusWords,
} from "../../directory/words.ts";
import { t } from "../../locale.ts";
import { Button } from "../../parts/button.tsx";
import { type Choice, Choices, Form, Select, TextField } from "../../parts/field.tsx";
import { Notice } from "../../parts/notice.tsx";
import { nameOf } from "./change-words.ts";
import { stateWords } from "./list-words.ts";

type Kind = BulkChange["kind"];

/** All that can be asked for at once; each kind reads its own. */
export interface Wish {
  readonly kind: Kind;
  readonly isAdded: boolean;
  readonly category: string;
  readonly language: string;
  readonly served: string;
  readonly isPublic: boolean;
  readonly status: Status;
  readonly state: State;
  readonly days: string;
  readonly field: Replaceable;
  readonly find: string;
  readonly put: string;
}

export const FIRST_WISH: Wish = {
  kind: "checked",
  isAdded: true,
  category: CATEGORIES[0],
  language: "es",
  served: SERVED[0],
  isPublic: true,
  status: "active",
  state: "published",
  days: "",
  field: "description",
  find: "",
  put: "",
};

const MOST_DAYS = 3650; // as the server has it

/** The change that is asked for; undefined: something is missing. */
export function changeOf(wish: Wish, today: string): BulkChange | undefined {
  const { kind, isAdded, field, find, put } = wish;
  const days = wish.days.trim() === "" ? undefined : Number(wish.days);
  const isDays = days === undefined || (Number.isInteger(days) && days >= 1 && days <= MOST_DAYS);
  switch (kind) {
    case "public":
      return { kind, to: wish.isPublic };
    case "category":
      return { kind, value: wish.category, isAdded };
    case "language":
      return { kind, value: wish.language, isAdded };
    case "served":
      return { kind, value: wish.served, isAdded };
    case "status":
      return { kind, to: wish.status };
    case "checked":
      return { kind, day: today };
    case "cadence":
      return isDays ? { kind, days } : undefined;
    case "replace":
      return find === "" ? undefined : { kind, field, find, put };
    case "state":
      return { kind, to: wish.state };
    case "delete":
      return { kind };
  }
}

interface Props {
  readonly wish: Wish;
  readonly onWish: (wish: Wish) => void;
  readonly entries: readonly Entry[];
  readonly onAsked: () => void; // the wish is whole
  readonly today: string;
}

export function AskChange({ wish, onWish, entries, onAsked, today }: Props) {
  const [isWrong, setWrong] = useState(false);
  const kinds: readonly Choice<Kind>[] = [
    { value: "checked", label: t("Mark as checked today") },
    { value: "public", label: t("Who sees them: everybody or members") },
    { value: "category", label: t("Kind of help: add or take out") },
    { value: "language", label: t("Languages: add or take out") },
    { value: "served", label: t("Who is served: add or take out") },
    { value: "status", label: t("Are they running?") },
    { value: "cadence", label: t("How often they are checked") },
    { value: "replace", label: t("Words: put others in their place") },
    { value: "state", label: t("Publish, take back to draft, or stop offering") },
    { value: "delete", label: t("Delete") },
  ];
  return (
    <Form
      onSubmit={() => {
        const isWhole = changeOf(wish, today) !== undefined;
        setWrong(!isWhole);
        if (isWhole) onAsked();
      }}
    >
      <Select
        label={t("What is to be changed?")}
        value={wish.kind}
        choices={kinds}
        onChange={(kind) => onWish({ ...wish, kind })}
      />
      <Details wish={wish} onWish={onWish} entries={entries} isWrong={isWrong} />
      <Button kind="main" wide submits>
        {t("Look at what will change")}
      </Button>
    </Form>
  );
}

interface DetailsProps extends Pick<Props, "wish" | "onWish" | "entries"> {
  readonly isWrong: boolean;
}

function Details({ wish, onWish, entries, isWrong }: DetailsProps) {
  const change = (some: Partial<Wish>) => onWish({ ...wish, ...some });
  switch (wish.kind) {
    case "checked":
      return (
        <Notice kind="warn">
          {t("Only for entries that somebody really called or visited today.")}
        </Notice>
      );
    case "public":
      return (
        <Choices
          label={t("Who sees them?")}
          value={wish.isPublic ? "public" : "members"}
          choices={[
            { value: "public", label: t("Everybody, on the internet too") },
            { value: "members", label: t("Members only") },
          ]}
          onChange={(who) => change({ isPublic: who === "public" })}
        />
      );
    case "category":
      return (
        <AddOrRemove wish={wish} onWish={onWish}>
          <Select
            label={t("Kind of help")}
            value={wish.category}
            choices={CATEGORIES.map((value) => ({ value, label: categoryWords(value) }))}
            onChange={(category) => change({ category })}
          />
        </AddOrRemove>
      );
    case "language": {
      const codes = [...new Set(["es", "en", "ase", "nv", ...languagesOf(entries)])];
      return (
        <AddOrRemove wish={wish} onWish={onWish}>
          <Select
            label={t("Language spoken")}
            value={wish.language}
            choices={codes.map((value) => ({ value, label: languageWords(value) }))}
            onChange={(language) => change({ language })}
          />
        </AddOrRemove>
      );
    }
    case "served":
      return (
        <AddOrRemove wish={wish} onWish={onWish}>
          <Select
            label={t("Who is served")}
            value={wish.served}
            choices={SERVED.map((value) => ({ value, label: servedWords(value) }))}
            onChange={(served) => change({ served })}
          />
        </AddOrRemove>
      );
    case "status":
      return (
        <Select
          label={t("Is it running?")}
          value={wish.status}
          choices={STATUSES.map((value) => ({ value, label: statusWords(value) }))}
          onChange={(status) => change({ status })}
        />
      );
    case "cadence":
      return (
        <TextField
          label={t("Check again every so many days")}
          hint={t("Leave empty: as often as its kind of help asks.")}
          inputMode="numeric"
          value={wish.days}
          wrong={isWrong ? t("Write a number from 1 to 3650.") : undefined}
          onInput={(days) => change({ days })}
        />
      );
    case "replace":
      return <Replace wish={wish} onWish={onWish} isWrong={isWrong} />;
    case "state":
      return (
        <Choices
          label={t("State")}
          value={wish.state}
          choices={STATES.map((value) => ({ value, label: stateWords(value) }))}
          onChange={(state) => change({ state })}
        />
      );
    case "delete":
      return (
        <Notice kind="bad">
          {t("The entries are taken out of the directory, on every phone.")}{" "}
          {t("If they may come back, or people may still have a link: stop offering them instead.")}
        </Notice>
      );
  }
}

function AddOrRemove(props: Pick<Props, "wish" | "onWish"> & { readonly children: preact.VNode }) {
  const { wish, onWish } = props;
  return (
    <>
      <Choices
        label={t("Add or take out?")}
        value={wish.isAdded ? "add" : "remove"}
        choices={[
          { value: "add", label: t("Add") },
          { value: "remove", label: t("Take out") },
        ]}
        onChange={(what) => onWish({ ...wish, isAdded: what === "add" })}
      />
      {props.children}
    </>
  );
}

function Replace({ wish, onWish, isWrong }: Omit<DetailsProps, "entries">) {
  return (
    <>
      <Select
        label={t("In which field?")}
        value={wish.field}
        choices={REPLACEABLE.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(field) => onWish({ ...wish, field })}
      />
      <TextField
        label={t("Words to look for")}
        hint={t("Written just so, capital letters too.")}
        value={wish.find}
        wrong={isWrong ? t("Write what to look for.") : undefined}
        onInput={(find) => onWish({ ...wish, find })}
      />
      <TextField
        label={t("Words to put in their place")}
        hint={t("Leave empty to take them out.")}
        value={wish.put}
        onInput={(put) => onWish({ ...wish, put })}
      />
    </>
  );
}
