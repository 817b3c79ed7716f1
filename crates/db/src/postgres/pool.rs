//! Connections to a PostgreSQL server: how they are made, set up and lent out.

use std::time::Duration;

use deadpool_postgres::{Hook, Manager, ManagerConfig, Pool, RecyclingMethod, Runtime};

use super::address::{self, Address};
use super::error::pooled;
use super::read::Reader;
use super::tls;
use super::write::Dialer;
use crate::{DbError, Options};

/// An open PostgreSQL database.
pub(crate) struct Postgres {
    readers: Pool,
    slow_after: Duration,
    for_people: String,
}

impl Postgres {
    /// Connects to the server behind `postgres://…`.
    pub(crate) async fn open(url: &str, options: &Options) -> Result<(Postgres, Dialer), DbError> {
        let Address { mut config, trust, for_people } = address::parse(url)?;
        if config.get_application_name().is_none() {
            config.application_name(&options.application_name);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(options.connect_timeout);
        }
        let readers = pool(&config, &trust, options, options.readers.max(1), READS)?;
        let writer = pool(&config, &trust, options, 1, WRITES)?;
        // So that a wrong address, password or certificate shows now.
        drop(readers.get().await.map_err(pooled)?);
        let dialer = Dialer { pool: writer, slow_after: options.slow_after };
        Ok((Postgres { readers, slow_after: options.slow_after, for_people }, dialer))
    }

    /// Waits for a free reader.
    pub(crate) async fn reader(&self) -> Result<Reader, DbError> {
        let object = self.readers.get().await.map_err(pooled)?;
        Ok(Reader::new(object, self.slow_after))
    }

    /// The address without its password.
    pub(crate) fn url_for_people(&self) -> &str {
        &self.for_people
    }

    /// Lends out no more connections and closes those at home.
    pub(crate) fn close(&self) {
        self.readers.close();
    }
}

/// A reader can't write: a slip shows on both engines.
const READS: &str = "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY";

/// An acknowledged commit is durable, whatever the role's defaults say.
const WRITES: &str = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

fn pool(
    config: &tokio_postgres::Config,
    trust: &address::Trust,
    options: &Options,
    size: usize,
    purpose: &str,
) -> Result<Pool, DbError> {
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = Manager::from_config(config.clone(), tls::connector(trust)?, recycling);
    let set_up = format!(
        "SET statement_timeout = {}; SET lock_timeout = {}; SET client_min_messages = warning; {purpose}",
        options.statement_timeout.as_millis(),
        options.lock_timeout.as_millis(),
    );
    let set_up: &'static str = Box::leak(set_up.into_boxed_str());
    let hook = Hook::async_fn(move |client, _| {
        Box::pin(
            async move { client.batch_execute(set_up).await.map_err(deadpool_postgres::HookError::Backend) },
        )
    });
    Pool::builder(manager)
        .max_size(size)
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(options.wait_timeout))
        .create_timeout(Some(options.connect_timeout))
        .post_create(hook)
        .build()
        .map_err(DbError::unavailable)
}
