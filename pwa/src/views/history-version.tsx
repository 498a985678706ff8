/** One version of a document, whole or beside another, and the way back to it. */
import { useState } from "preact/hooks";
import type { ShownDocument } from "../data/document.ts";
import { wholeBody } from "../directory/changes.ts";
import { type Body, text } from "../directory/fields.ts";
import { differs, type Pair, pairsOf, type Version } from "../directory/versions.ts";
import { t, tn } from "../locale.ts";
import { Button } from "../parts/button.tsx";
import { Check, Select } from "../parts/field.tsx";
import { Notice } from "../parts/notice.tsx";
import { BringBack } from "./history-bring-back.tsx";
import { OneField } from "./history-field.tsx";
import { VersionFacts } from "./history-versions.tsx";
import { lineWords, troubleWords, whenInWords } from "./history-words.ts";
import { OneDocument } from "./one-document.tsx";
import { type Names, useNames } from "./use-names.ts";
import { type KnownVersions, useVersionBody, useVersions } from "./use-versions.ts";

interface Props {
  readonly id: string; // of the document
  readonly version: Version;
}

export function VersionView({ id, version }: Props) {
  return (
    <OneDocument id={id} title={t("Version {number}", { number: version.number })}>
      {(shown) => shown && <Opened document={shown} version={version} />}
    </OneDocument>
  );
}

const WHOLE = "whole";

function Opened({ document, version }: { document: ShownDocument; version: Version }) {
  const names = useNames();
  const known = useVersions(document.id);
  const [other, setOther] = useState(version.base);
  const [now] = useState(() => wholeBody(document)); // as this screen was opened
  const body = useVersionBody(document.id, version.number);
  const beside = useVersionBody(document.id, other);
  const isAsking = body === undefined || (other !== undefined && beside === undefined);
  const trouble = typeof body === "string" ? body : typeof beside === "string" ? beside : undefined;
  return (
    <div class="stack">
      <div>
        <p>
          <strong>{text(document.body, "name") ?? t("A place without a name")}</strong>
        </p>
        <p class="soft">{whenInWords(version)}</p>
      </div>
      <VersionFacts version={version} names={names} />
      <ChooseOther
        version={version}
        other={other}
        known={known}
        names={names}
        onChange={setOther}
      />
      {isAsking && (
        <p class="soft" role="status">
          {t("Asking for earlier versions…")}
        </p>
      )}
      {!isAsking && trouble && (
        <Notice kind="warn" role="status">
          {troubleWords(trouble)}
        </Notice>
      )}
      {typeof body === "object" && typeof beside !== "string" && !isAsking && (
        <Compared
          key={other}
          version={version}
          other={other}
          document={document}
          now={now}
          body={body}
          beside={beside}
          names={names}
        />
      )}
    </div>
  );
}

interface ChooseProps {
  readonly version: Version;
  readonly other: number | undefined;
  readonly known: KnownVersions;
  readonly names: Names;
  readonly onChange: (other: number | undefined) => void;
}

function ChooseOther({ version, other, known, names, onChange }: ChooseProps) {
  const kept = (known.versions ?? []).filter(
    (one) => one.state === "kept" && one.number !== version.number,
  );
  const isListed = other === undefined || kept.some(({ number }) => number === other);
  return (
    <div class="stack">
      <Select
        label={t("Compare it with")}
        value={other === undefined ? WHOLE : String(other)}
        choices={[
          { value: WHOLE, label: t("Nothing: show it whole") },
          ...(isListed ? [] : [{ value: String(other), label: String(other) }]),
          ...kept.map((one) => ({ value: String(one.number), label: lineWords(one, names) })),
        ]}
        onChange={(value) => onChange(value === WHOLE ? undefined : Number(value))}
      />
      {known.hasMore && (
        <Button isBusy={known.isAsking} onClick={known.more}>
          {t("List older versions too")}
        </Button>
      )}
    </div>
  );
}

interface ComparedProps {
  readonly version: Version;
  readonly other: number | undefined;
  readonly document: ShownDocument;
  readonly now: Body;
  readonly body: Body;
  readonly beside: Body | undefined;
  readonly names: Names;
}

function Compared({ version, other, document, now, body, beside, names }: ComparedProps) {
  const [showsSame, setShowsSame] = useState(false);
  const told = { number: version.number, body };
  const sides = [beside && other !== undefined ? { number: other, body: beside } : told, told];
  sides.sort((a, b) => a.number - b.number); // the older one first
  const [older = told, newer = told] = sides;
  const pairs = pairsOf(older.body, newer.body);
  const different = pairs.filter(differs);
  const same = pairs.filter((pair) => !differs(pair));
  const field = (pair: Pair) => (
    <OneField
      key={pair.field}
      pair={pair}
      numbers={beside && differs(pair) ? [older.number, newer.number] : undefined}
      document={document}
      now={now}
      sides={[older.body, newer.body]}
      names={names}
    />
  );
  return (
    <>
      {beside && (
        <>
          <div role="status">
            <h2>
              {different.length === 0
                ? t("Both say the same")
                : tn("They differ in {n} field", "They differ in {n} fields", different.length)}
            </h2>
          </div>
          <ul class="plain">{different.map(field)}</ul>
          {same.length > 0 && (
            <Check
              label={t("Show what is the same in both, too")}
              checked={showsSame}
              onChange={setShowsSame}
            />
          )}
          {showsSame && (
            <>
              <h2>{t("The same in both")}</h2>
              <ul class="plain">{same.map(field)}</ul>
            </>
          )}
        </>
      )}
      {!beside && (
        <>
          <h2>{t("All that it said")}</h2>
          <ul class="plain">{pairs.map(field)}</ul>
        </>
      )}
      <BringBack version={version} document={document} now={now} body={body} />
    </>
  );
}
