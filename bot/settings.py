"""Settings from the environment and `.env`: names, defaults and what each is for. Nothing is read
at import."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

SLACK_API = "https://slack.com/api/"


class Settings(BaseSettings):
    """Everything that an operator can set."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", populate_by_name=True, frozen=True
    )

    bot_token: SecretStr = Field(SecretStr(""), alias="SLACK_BOT_TOKEN")
    app_token: SecretStr = Field(SecretStr(""), alias="SLACK_APP_TOKEN")
    signing_secret: SecretStr = Field(SecretStr(""), alias="SLACK_SIGNING_SECRET")
    api_url: str = Field(SLACK_API, alias="SLACK_API_URL")
    database_url: str = Field("sqlite:///cpdbot.db", alias="CPDBOT_DATABASE_URL")
    mode: Literal["socket", "http"] = Field("socket", alias="CPDBOT_MODE")
    host: str = Field("127.0.0.1", alias="CPDBOT_HOST")
    port: int = Field(3000, ge=0, le=65535, alias="CPDBOT_PORT")
    admins: Annotated[frozenset[str], NoDecode] = Field(frozenset(), alias="CPDBOT_ADMINS")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", alias="CPDBOT_LOG_LEVEL"
    )
    tick_seconds: float = Field(60, gt=0, alias="CPDBOT_TICK_SECONDS")
    lease_seconds: float = Field(30, gt=0, alias="CPDBOT_LEASE_SECONDS")
    look_up_seconds: float = Field(30, gt=0, alias="CPDBOT_LOOK_UP_SECONDS")
    home_seconds: float = Field(3, ge=0, alias="CPDBOT_HOME_SECONDS")
    coach_url: str = Field("", alias="CPDBOT_COACH_URL")
    coach_model: str = Field("", alias="CPDBOT_COACH_MODEL")
    coach_api_key: SecretStr = Field(SecretStr(""), alias="CPDBOT_COACH_API_KEY")
    coach_seconds: float = Field(4, gt=0, le=60, alias="CPDBOT_COACH_SECONDS")
    coach_run_by: str = Field("", alias="CPDBOT_COACH_RUN_BY")
    coach_daily: int = Field(40, ge=0, alias="CPDBOT_COACH_DAILY")
    coach_workspace_daily: int = Field(2000, ge=0, alias="CPDBOT_COACH_WORKSPACE_DAILY")
    evidence_url: str = Field("", alias="CPDBOT_EVIDENCE_URL")
    files_member_mb: int = Field(500, ge=0, alias="CPDBOT_FILES_MEMBER_MB")
    files_workspace_mb: int = Field(20_000, ge=0, alias="CPDBOT_FILES_WORKSPACE_MB")
    clamd: str = Field("", alias="CPDBOT_CLAMD")
    tsa_url: str = Field("", alias="CPDBOT_TSA_URL")
    tsa_root: str = Field("", alias="CPDBOT_TSA_ROOT")
    badges_name: str = Field("", alias="CPDBOT_BADGES_NAME")
    badges_issuer: str = Field("", alias="CPDBOT_BADGES_ISSUER")
    badges_keys: str = Field("", alias="CPDBOT_BADGES_KEYS")
    calendar_file: Path | None = Field(None, alias="CPDBOT_CALENDAR_FILE")

    @field_validator("api_url")
    @classmethod
    def _ends_with_a_slash(cls, value: str) -> str:
        return value if value.endswith("/") else value + "/"

    @field_validator("admins", mode="before")
    @classmethod
    def _split_at_commas(cls, value: object) -> object:
        return value.replace(",", " ").split() if isinstance(value, str) else value
