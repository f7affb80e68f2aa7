{{- define "cultivar.labels" -}}
app.kubernetes.io/name: cultivar
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "cultivar.selector" -}}
app.kubernetes.io/name: cultivar
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* The image of a component: (dict "image" .Values.web.image "name" "web" "root" $) */}}
{{- define "cultivar.image" -}}
{{- $repository := required (printf "%s.image.repository is empty: name the image that deploy/ builds" .name) .image.repository -}}
image: {{ printf "%s:%s" $repository (.image.tag | default .root.Chart.AppVersion) | quote }}
imagePullPolicy: {{ .image.pullPolicy }}
{{- end }}

{{/* What every pod of ours is and may. */}}
{{- define "cultivar.pod" -}}
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
automountServiceAccountToken: false
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  fsGroup: 1000
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "cultivar.container" -}}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "cultivar.databaseEnv" -}}
- name: DATABASE_URL
  valueFrom:
    secretKeyRef: { name: {{ .Values.secretName }}, key: DATABASE_URL }
{{- end }}

{{- define "cultivar.storeEnv" -}}
- name: STORE_S3_BUCKET
  value: {{ required "store.bucket is empty: name the bucket of the artefacts" .Values.store.bucket | quote }}
- name: STORE_S3_REGION
  value: {{ required "store.region is empty: name the region of the bucket" .Values.store.region | quote }}
{{- with .Values.store.endpoint }}
- name: STORE_S3_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- with .Values.store.prefix }}
- name: STORE_S3_PREFIX
  value: {{ . | quote }}
{{- end }}
{{- range tuple "AWS_ACCESS_KEY_ID" "AWS_SECRET_ACCESS_KEY" }}
- name: {{ . }}
  valueFrom:
    secretKeyRef: { name: {{ $.Values.secretName }}, key: {{ . }}, optional: true }
{{- end }}
{{- end }}

{{/* Jobs that wait or are worked on; those of exports keep a trainer, too. */}}
{{- define "cultivar.queueLength" -}}
SELECT (SELECT count(*) FROM pgboss.job WHERE name IN ('train', 'export') AND (state = 'active' OR state IN ('created', 'retry') AND start_after <= now() AND NOT (name = 'train' AND EXISTS (SELECT FROM queue_state WHERE "pausedAt" IS NOT NULL)))) + (SELECT count(*) FROM webhook_delivery WHERE state = 'waiting' AND "nextAttemptAt" <= now() AT TIME ZONE 'UTC') AS count
{{- end }}
