#include "widgets/session/run_notifier.h"

#include "widgets/common/format.h"
#include "widgets/theme/said.h"

#include <QSettings>

#include <algorithm>

namespace lathe::widgets {

RunNotifier::RunNotifier(Session& session, QWidget& window, std::unique_ptr<NotificationSink> sink)
    : QObject(&window), m_session(session), m_window(window), m_sink(std::move(sink))
{
    connect(&session, &Session::runFinished, this, &RunNotifier::tell);
    connect(&session, &Session::runRefused, this, [this](const Trouble& trouble) {
        if (!m_window.isActiveWindow() && QSettings().value("notifications", true).toBool())
            (void)m_sink->tell(tr("A run did not start"), trouble.text);
    });
}

void RunNotifier::tell(const runner::Outcome& outcome)
{
    if (outcome.state == runner::RunState::Cancelled || m_window.isActiveWindow() ||
        !QSettings().value("notifications", true).toBool())
        return;
    const RunRecord* run = m_session.run();
    const QString name = run ? QString::fromStdString(run->recipe.name) : QString();
    if (outcome.state == runner::RunState::Failed)
        (void)m_sink->tell(tr("%1 failed").arg(name), QString::fromStdString(outcome.error));
    else
        (void)m_sink->tell(tr("%1 has finished").arg(name),
                           resultInWords(outcome, run ? run->seconds : 0));
}

QString resultInWords(const runner::Outcome& outcome, double seconds)
{
    const QString time = formatDuration(seconds);
    QString text =
        outcome.variants.size() == 1
            ? RunNotifier::tr("1 variant in %1.").arg(time)
            : RunNotifier::tr("%1 variants in %2.").arg(outcome.variants.size()).arg(time);
    const auto bytes = [](const runner::Variant& variant) { return variant.facts.weightBytes; };
    const auto smallest =
        std::min_element(outcome.variants.begin(), outcome.variants.end(),
                         [&](const auto& a, const auto& b) { return bytes(a) < bytes(b); });
    if (smallest == outcome.variants.end())
        return text;
    text += " " + RunNotifier::tr("Smallest: %1, %2")
                      .arg(QString::fromStdString(smallest->label),
                           formatMegabytes(double(bytes(*smallest))));
    const auto accuracy = smallest->metrics.find("accuracy");
    if (accuracy != smallest->metrics.end())
        text += RunNotifier::tr(", accuracy %1").arg(saidNumber(accuracy->second, 3));
    return text + ".";
}

} // namespace lathe::widgets
